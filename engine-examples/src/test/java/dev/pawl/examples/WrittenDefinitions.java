package dev.pawl.examples;

import dev.pawl.definition.Definitions;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.RandomWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions of random pipelines with all kinds of nodes, the Java code in them replaced by step types and conditions. Stateless. */
final class WrittenDefinitions {
    static final String TYPE = "work";

    private WrittenDefinitions() {}

    static Map<String, Object> of(long seed) {
        Pipeline pipeline = RandomWork.of(seed, 1 + (int) (seed % 4)).pipeline();
        return withoutCode(pipeline.shape());
    }

    static String text(Map<String, Object> tree) {
        return Definitions.write(Definitions.read(tree), "https://example.org/pipeline.schema.json");
    }

    private static Map<String, Object> withoutCode(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, withoutCode((String) name, value)));
        if (copy.containsKey("uses")) {
            copy.put("uses", TYPE);
        }
        if ("external-once".equals(copy.get("effect"))) {
            copy.remove("retry");
        }
        copy.remove("onlyIf");
        return copy;
    }

    private static Object withoutCode(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return withoutCode(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(withoutCode(name, each)));
            return copy;
        }
        boolean isCondition =
                List.of("when", "while", "until", "not", "all", "any").contains(name);
        return isCondition && value.equals("inline") ? Map.of("exists", "text") : value;
    }
}

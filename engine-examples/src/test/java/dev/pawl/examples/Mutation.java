package dev.pawl.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Changes one thing in a definition: a name, a value, or whether it is there. Confined to one change. */
final class Mutation {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What a value is replaced by: of other types, at a limit or beyond one, or good in some places only. */
    private static final List<Object> VALUES = Arrays.asList(
            null,
            true,
            0,
            1,
            2,
            -1,
            1.5,
            1_000_001,
            Integer.MAX_VALUE,
            1L << 40,
            "",
            "x",
            "any",
            "all",
            "a b",
            "a.b",
            "90s",
            "PT1H",
            "0s",
            "P",
            "step",
            "sleep",
            "pure",
            "string",
            "integer",
            "inline",
            List.of(),
            List.of(1),
            List.of("x"),
            Map.of(),
            Map.of("from", "text"),
            Map.of("from", "a..b"),
            Map.of("attempts", 3),
            Map.of("atLeast", 1),
            Map.of("exists", "text"),
            Map.of("uses", "y"),
            Map.of("name", "k", "type", "string"));

    private static final List<String> NAMES = List.of(
            "kind",
            "name",
            "retry",
            "timeout",
            "weight",
            "effect",
            "fallback",
            "with",
            "join",
            "otherwise",
            "index",
            "collect",
            "until",
            "while",
            "for",
            "expiry",
            "default",
            "roles",
            "continues",
            "version",
            "deadline",
            "finally",
            "inputs",
            "from",
            "equals",
            "in",
            "exists",
            "secret",
            "other",
            "delay");

    private final Random random;
    private final int chosen;
    private int seen;

    private Mutation(Random random, int chosen) {
        this.random = random;
        this.chosen = chosen;
    }

    static Map<String, Object> of(Map<String, Object> tree, Random random) {
        Mutation counting = new Mutation(random, -1);
        counting.map(tree);
        return new Mutation(random, random.nextInt(counting.seen)).map(tree);
    }

    static String json(Map<String, Object> tree) {
        return MAPPER.writeValueAsString(tree);
    }

    private Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (seen++ == chosen) {
            map.forEach((name, value) -> copy.put((String) name, value));
            copy.put(any(NAMES), any(VALUES));
            return copy;
        }
        map.forEach((name, value) -> {
            int here = seen++;
            if (here != chosen) {
                copy.put((String) name, value(value));
            } else if (random.nextInt(3) == 0) {
                copy.put(any(NAMES), value);
            } else if (random.nextInt(3) > 0) {
                copy.put((String) name, any(VALUES));
            }
        });
        return copy;
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(each)));
            return copy;
        }
        return value;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever is written is read as the same. */
class RoundTripTest {
    private static final int SEEDS = 2_000;

    @Test
    void whatIsWrittenIsReadAsTheSamePipeline() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Pipeline pipeline = RandomDefinitions.of(seed);
            String json = Definitions.write(pipeline, "pipeline.schema.json");

            Pipeline read = Definitions.read(json);

            assertThat(read.shape()).as("seed %d", seed).isEqualTo(pipeline.shape());
            assertThat(read.fingerprint()).as("seed %d", seed).isEqualTo(pipeline.fingerprint());
            assertThat(Definitions.write(read, "pipeline.schema.json"))
                    .as("seed %d", seed)
                    .isEqualTo(json);
            assertThat(Definitions.read(pipeline.shape()).fingerprint())
                    .as("seed %d, as a tree", seed)
                    .isEqualTo(pipeline.fingerprint());
        }
    }

    @Test
    void theSeedsUseEveryFieldOfTheFormat() {
        Set<String> used = new TreeSet<>();
        Set<String> values = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            collect("pipeline", RandomDefinitions.of(seed).shape(), used, values);
        }

        Set<String> all = new TreeSet<>();
        Forms.ALL.forEach(form -> form.names().forEach(name -> all.add(form.name() + "." + name)));
        all.remove("step.kind");
        assertThat(used).isEqualTo(all);
        assertThat(values)
                .contains("join=any", "join=object", "effect=pure", "effect=external-once")
                .contains(
                        "type=string",
                        "type=integer",
                        "type=number",
                        "type=boolean",
                        "type=list",
                        "type=map",
                        "type=object");
    }

    /** What stands in an object is of the form that its field says. */
    private static void collect(String form, Map<?, ?> object, Set<String> used, Set<String> values) {
        Object kind = object.get("kind");
        String name = !form.equals("node")
                ? form
                : kind == null ? "step" : Forms.BY_KIND.get(kind).name();
        Form here = Forms.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        object.forEach((field, value) -> {
            used.add(name + "." + field);
            values.add(field + "=" + (value instanceof Map ? "object" : value));
            here.fields().stream()
                    .filter(each -> each.name().equals(field))
                    .forEach(each -> inside(each, value, used, values));
        });
    }

    private static void inside(Field<?> field, Object value, Set<String> used, Set<String> values) {
        Map<?, ?> schema = field.type().schema();
        Object reference = schema.get("items") instanceof Map<?, ?> items ? items.get("$ref") : schema.get("$ref");
        if (reference == null) {
            return;
        }
        String form = reference.toString().substring("#/$defs/".length());
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        for (Object each : all) {
            if (each instanceof Map<?, ?> object) {
                collect(form.equals("join") ? "atLeast" : form, object, used, values);
            }
        }
    }
}

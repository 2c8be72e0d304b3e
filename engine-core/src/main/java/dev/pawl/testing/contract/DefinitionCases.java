package dev.pawl.testing.contract;

import dev.pawl.store.Definitions.Definition;
import dev.pawl.testing.Expect;
import java.util.Optional;

/** Shapes of pipelines. Immutable. */
final class DefinitionCases {
    private DefinitionCases() {}

    static void addTo(CaseList list) {
        list.add("aDefinitionIsKept", DefinitionCases::aDefinitionIsKept)
                .add("aDefinitionThatIsThereStaysAsItIs", DefinitionCases::aDefinitionStays)
                .add(
                        "anUnknownFingerprintHasNoDefinition",
                        b -> Expect.equal(
                                Optional.empty(),
                                b.repository().definitions().find("nobody's"),
                                "an unknown definition"));
    }

    private static void aDefinitionIsKept(Bench b) {
        var definition = new Definition(
                "f1" + ContentCases.TEXT,
                "publish" + ContentCases.TEXT,
                3,
                "{\"name\":\"" + ContentCases.TEXT.repeat(1_000) + "\"}");

        b.repository().definitions().save(definition);

        Expect.equal(
                Optional.of(definition), b.repository().definitions().find("f1" + ContentCases.TEXT), "the definition");
    }

    private static void aDefinitionStays(Bench b) {
        var definitions = b.repository().definitions();
        var first = new Definition("f1", "publish", 1, "{\"first\":1}");
        definitions.save(first);

        definitions.save(new Definition("f1", "other", 2, "{\"second\":2}"));
        definitions.save(new Definition("f2", "publish", 1, "{}"));

        Expect.equal(Optional.of(first), definitions.find("f1"), "the definition after a second save");
        Expect.equal("publish", definitions.find("f2").orElseThrow().pipeline(), "the pipeline of another one");
    }
}

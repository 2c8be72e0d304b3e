package dev.pawl.examples;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.registry.Setting;
import dev.pawl.registry.StepType;

/** A first step type of one's own: its settings are a record, its code is a lambda, and a pipeline in JSON uses it by name. */
public final class FirstStep {
    static final Key<String> NAME = Key.of("name", String.class);
    static final Key<String> GREETING = Key.of("greeting", String.class);

    record Greeting(
            @Setting("whom to greet") String to,
            @Setting(value = "how", orElse = "Hello") String word) {}

    static final StepType GREET = StepType.of("example.greet", Greeting.class, settings -> context -> {
        context.put(GREETING, settings.word() + ", " + settings.to());
        return StepResult.done("greeted " + settings.to());
    });

    static final String HELLO = """
            {
              "name": "hello",
              "inputs": [{"name": "name", "type": "string"}],
              "steps": [{"id": "greet", "uses": "example.greet", "with": {"to": {"from": "name"}}}]
            }
            """;

    private FirstStep() {}

    public static void main(String[] args) throws InterruptedException {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().stepType(GREET).definition(HELLO).build()) {
            System.out.println(
                    engine.submit("hello", NAME.is("Ada")).await().orThrow().get(GREETING));
        }
    }
}

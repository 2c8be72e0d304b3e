package dev.pawl.process;

import dev.pawl.api.Inputs;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;

/** Runs a program that writes a lot, in a JVM that has little memory. */
final class FloodProgram {
    private FloodProgram() {}

    /** The file for the output, and the program with its arguments. */
    public static void main(String... arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        ProcessStep flood = ProcessStep.of(words.subList(1, words.size()))
                .outputFile(context -> Path.of(words.get(0)))
                .limits(OutputLimits.DEFAULT.file(1 << 20));
        Pipeline pipeline = Pipeline.named("p").step("flood", flood).build();
        long start = System.nanoTime();
        try (WorkflowEngine engine = WorkflowEngine.builder().pipeline(pipeline).build()) {
            System.out.println(engine.submit("p", Inputs.none())
                    .await()
                    .orThrow()
                    .result("flood")
                    .toString()
                    .length());
            System.out.println((System.nanoTime() - start) / 1_000_000);
        }
    }
}

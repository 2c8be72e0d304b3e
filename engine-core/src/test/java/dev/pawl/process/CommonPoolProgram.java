package dev.pawl.process;

import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Runs as many programs at once as the common pool has threads, on all of these. */
final class CommonPoolProgram {
    private CommonPoolProgram() {}

    public static void main(String... arguments) {
        Pipeline pipeline =
                Pipeline.named("p").step("s", ProcessStep.of("true")).build();
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            List<CompletableFuture<Void>> all = IntStream.range(0, ForkJoinPool.getCommonPoolParallelism())
                    .mapToObj(i -> CompletableFuture.runAsync(() -> engine.run(pipeline)))
                    .toList();
            all.forEach(CompletableFuture::join);
        }
    }
}

package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.util.ArrayList;
import java.util.List;

/** Runs steps that take all memory there is, and after each of them one that takes little. */
final class OutOfMemoryProgram {
    private OutOfMemoryProgram() {}

    public static void main(String... arguments) {
        Pipeline hog = Pipeline.named("hog")
                .step("take", context -> {
                    List<byte[]> all = new ArrayList<>();
                    for (int size = 1 << 20; size > 0; size = size > 64 ? size : 64) {
                        all.add(new byte[size]);
                    }
                    return StepResult.done("", all.size());
                })
                .build();
        Pipeline other = Pipeline.named("other")
                .step("first", context -> StepResult.done())
                .step("second", context -> StepResult.done())
                .build();
        Repository repository = InMemoryRepository.create();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .workers(1)
                .pipeline(hog)
                .pipeline(other)
                .build()) {
            long failed = 0;
            long completed = 0;
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                failed += ended(engine.submit("hog", Inputs.none()), RunStatus.FAILED);
                completed += ended(engine.submit("other", Inputs.none()), RunStatus.COMPLETED);
            }
            System.out.println("hogs failed: " + failed);
            System.out.println("others completed: " + completed);
            System.out.println("carried: " + repository.queues().find("default").carried());
            System.out.println(engine.verify().isEmpty() ? "verified" : engine.verify());
        }
    }

    private static int ended(Run run, RunStatus status) {
        return Mode.ended(run).status() == status ? 1 : 0;
    }
}

package dev.pawl.process;

import dev.pawl.engine.RunFailedException;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.util.concurrent.TimeUnit;

/** A host that has not enough memory to read what its program says, and so cannot let it begin. */
final class ScantProgram {
    private ScantProgram() {}

    /** How long the program would sleep. */
    public static void main(String... arguments) throws Exception {
        ProcessStep sleep = ProcessStep.of("sleep", arguments[0]).limits(OutputLimits.DEFAULT.line(16 << 20));
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            engine.run(Pipeline.named("p").step("sleep", sleep).build());
        } catch (RunFailedException e) {
            System.out.println(e.getCause());
        }
        for (long pid : Processes.having(arguments[0])) {
            if (pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent()) {
                ProcessHandle.of(pid).get().onExit().get(10, TimeUnit.SECONDS);
            }
        }
        System.out.println("none is left");
    }
}

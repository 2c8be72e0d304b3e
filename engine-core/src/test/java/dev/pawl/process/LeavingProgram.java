package dev.pawl.process;

import dev.pawl.api.Inputs;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.StepLogged;
import dev.pawl.pipeline.Pipeline;
import java.util.concurrent.CountDownLatch;

/** A host that ends while a program of its engine is deaf: by itself, or by a shutdown hook when it gets a SIGTERM. */
final class LeavingProgram {
    private LeavingProgram() {}

    /** How long the program sleeps again and again, and whether the host waits for a signal. */
    public static void main(String... arguments) throws InterruptedException {
        ProcessStep deaf =
                ProcessStep.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep " + arguments[0] + "; done");
        CountDownLatch ready = new CountDownLatch(1);
        WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(Pipeline.named("p").step("deaf", deaf).build())
                .listener(event -> {
                    if (event instanceof StepLogged) {
                        ready.countDown();
                    }
                })
                .build();
        engine.submit("p", Inputs.none());
        ready.await();
        if (Boolean.parseBoolean(arguments[1])) {
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
        System.out.println("ready");
        engine.close();
    }
}

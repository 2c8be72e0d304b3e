package dev.pawl.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.engine.RunFailedException;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Faults that were wished for. */
class FaultInjectionTest {
    @Test
    void aChanceOfOneAlwaysFailsAndOfNoneNever() {
        List<String> ran = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("faulty")
                .step("safe", context -> {
                    ran.add("safe");
                    return StepResult.done();
                })
                .step(
                        "doomed",
                        context -> {
                            ran.add("doomed");
                            return StepResult.done();
                        },
                        s -> s.errorChance(1))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            Assertions.assertThatThrownBy(() -> engine.run(pipeline))
                    .isInstanceOf(RunFailedException.class)
                    .hasRootCauseInstanceOf(FaultInjection.InjectedFault.class)
                    .hasMessageContaining("'doomed' was made to fail, with a chance of 1.0");
        }

        assertThat(ran).containsExactly("safe");
    }

    @Test
    void failsAsOftenAsIsWished() {
        long seed = 7;
        Random random = new Random(seed);
        int[] failures = new int[1];
        Pipeline pipeline = Pipeline.named("faulty")
                .step(
                        "sometimes",
                        context -> StepResult.done(),
                        s -> s.errorChance(0.25).fallback(context -> {
                            failures[0]++;
                            return StepResult.done();
                        }))
                .build();
        FaultInjection faults = new FaultInjection(random::nextDouble);
        // The engine's own link has a chance of its own, so both together fail as 1 - 0.75 * 0.75.
        try (WorkflowEngine engine =
                WorkflowEngine.builder().interceptor(faults).build()) {
            for (int i = 0; i < 4_000; i++) {
                engine.run(pipeline);
            }
        }

        assertThat(failures[0] / 4_000.0).as("seed " + seed).isBetween(0.38, 0.50);
    }
}

package dev.pawl.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import org.junit.jupiter.api.Test;

/** The logging context of a step. */
class RunMdcTest {
    @Test
    void letsTheStepThroughAndLeavesNothingBehind() {
        Pipeline pipeline = Pipeline.named("logged")
                .step("work", context -> StepResult.done("", "ran"))
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().interceptor(new RunMdc()).build()) {
            assertThat(engine.run(pipeline).result("work")).isEqualTo("ran");
        }

        assertThat(org.slf4j.MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
}

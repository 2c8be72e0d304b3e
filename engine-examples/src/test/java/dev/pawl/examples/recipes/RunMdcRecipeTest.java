package dev.pawl.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.interceptor.RunMdc;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Runs in the lines of a log. */
class RunMdcRecipeTest {
    /** As docs/recipes.md has it. */
    private static final String PATTERN = "%level %X{pawl.pipeline} %X{pawl.run} %X{pawl.step}#%X{pawl.attempt} %msg";

    @Test
    void aLineOfAStepSaysWhichRunItBelongsTo() throws Exception {
        Logger log = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("recipe");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        Pipeline hello = Pipeline.named("hello")
                .step(
                        "greet",
                        context -> {
                            log.warn("greeting");
                            if (context.attempt() == 1) {
                                throw new IllegalStateException("once");
                            }
                            return StepResult.done();
                        },
                        step -> step.retry(2))
                .build();
        Run run;
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(hello)
                .interceptor(new RunMdc())
                .build()) {
            run = engine.submit("hello", Inputs.none());
            run.await().orThrow();
        } finally {
            log.detachAppender(lines);
        }

        assertThat(formatted(log.getLoggerContext(), lines.list))
                .containsExactly(
                        "WARN hello " + run.id() + " greet#1 greeting", "WARN hello " + run.id() + " greet#2 greeting");
    }

    private static List<String> formatted(LoggerContext context, List<ILoggingEvent> lines) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(PATTERN);
        layout.start();
        return lines.stream().map(layout::doLayout).toList();
    }
}

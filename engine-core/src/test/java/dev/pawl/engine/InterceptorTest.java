package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain around one attempt of a step. */
@Timeout(60)
class InterceptorTest {
    private final List<String> calls = new ArrayList<>();
    private final Pipeline pipeline = Pipeline.named("chained")
            .step("work", context -> {
                calls.add("body");
                return StepResult.done();
            })
            .build();

    @ParameterizedTest
    @EnumSource
    void theFirstOneGivenIsTheOutermost(Mode mode) {
        run(mode, around("outer"), around("inner"));

        assertThat(calls).containsExactly("outer in", "inner in", "body", "inner out", "outer out");
    }

    @ParameterizedTest
    @EnumSource
    void proceedingTwiceNamesTheOffender(Mode mode) {
        assertThatThrownBy(() -> run(mode, around("outer"), named("greedy", chain -> {
                    chain.proceed();
                    return chain.proceed();
                })))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("greedy")
                .hasMessageContaining("twice")
                .hasMessageContaining("'work'");
        assertThat(calls.stream().filter("body"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void returningNullNamesTheOffender(Mode mode) {
        assertThatThrownBy(() -> run(mode, around("outer"), named("silent", chain -> null)))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interceptor silent returned null around step 'work'");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatDoesNotProceedShieldsTheStep(Mode mode) {
        run(mode, chain -> StepResult.skipped("shielded"), around("inner"));

        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatThrowsFailsTheStep(Mode mode) {
        assertThatThrownBy(() -> run(mode, chain -> {
                    throw new java.io.IOException("in the link");
                }))
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseMessage("in the link");
    }

    @ParameterizedTest
    @EnumSource
    void everyAttemptHasAChainOfItsOwn(Mode mode) {
        Pipeline flaky = Pipeline.named("flaky")
                .step(
                        "work",
                        context -> {
                            calls.add("body " + context.attempt());
                            if (context.attempt() == 1) {
                                throw new java.io.IOException("once");
                            }
                            return StepResult.done();
                        },
                        s -> s.retry(2))
                .build();

        mode.run(WorkflowEngine.builder().interceptor(around("link")), flaky, Inputs.none());

        assertThat(calls).containsExactly("link in", "body 1", "link in", "body 2", "link out");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkSeesWhereItIs(Mode mode) {
        run(mode, chain -> {
            calls.add(chain.step().pipeline() + "/" + chain.step().path() + "/"
                    + chain.step().uses() + "/" + chain.context().path() + "/"
                    + chain.context().attempt());
            return chain.proceed();
        });

        assertThat(calls).containsExactly("chained/work/inline/work/1", "body");
    }

    private void run(Mode mode, StepInterceptor... links) {
        EngineBuilder builder = WorkflowEngine.builder();
        for (StepInterceptor link : links) {
            builder.interceptor(link);
        }
        mode.run(builder, pipeline, Inputs.none());
    }

    private StepInterceptor around(String name) {
        return chain -> {
            calls.add(name + " in");
            StepResult result = chain.proceed();
            calls.add(name + " out");
            return result;
        };
    }

    private static StepInterceptor named(String name, StepInterceptor link) {
        return new StepInterceptor() {
            @Override
            public StepResult intercept(Chain chain) throws Exception {
                return link.intercept(chain);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}

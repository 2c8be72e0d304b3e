package dev.pawl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Answer;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.registry.StepType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pipeline of a user's own, crashed after each of its commits. */
@Timeout(120)
class CrashRehearsalTest {
    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);
    private static final Key<Integer> DOUBLED = Key.of("doubled", Integer.class);
    private static final Key<List<Integer>> PARTS = Key.listOf("parts", Integer.class);
    private static final Key<Integer> PART = Key.of("part", Integer.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<String> SECRET = Key.of("secret", String.class).secret();

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aPipelineWithNodesOfAllKindsComesToTheSameEndWhereverItCrashes() throws Exception {
        Pipeline order = Pipeline.named("order")
                .step("double", NUMBER, DOUBLED, n -> 2 * n, s -> s.pure())
                .step(
                        "flaky",
                        context -> {
                            if (context.attempt() == 1) {
                                throw new IOException("once");
                            }
                            context.put(PARTS, List.of(1, 2));
                            context.log("two parts");
                            return StepResult.done("cut", Map.of("parts", 2));
                        },
                        s -> s.retry(Retry.times(2).backoff(Duration.ofMinutes(10))))
                .parallel(
                        "both",
                        both -> both.branch("left", left -> left.step("pack", context -> StepResult.done()))
                                .branch(
                                        "right",
                                        right -> right.forEach(
                                                "each",
                                                PARTS,
                                                PART,
                                                each -> each.step(
                                                        "wrap",
                                                        context -> StepResult.done("part " + context.get(PART))))))
                .sleep("night", Duration.ofDays(30))
                .approval("sign", wait -> wait.expires(Duration.ofDays(10), "rejected"))
                .step(
                        "send",
                        context -> StepResult.done("sent"),
                        s -> s.externalOnce().compensate(c -> StepResult.done()))
                .lastly("clean", context -> StepResult.skipped("nothing there"))
                .build();

        CrashRehearsal.Report report = CrashRehearsal.of(order, NUMBER.is(21))
                .answer("sign", run -> run.approve("sign", Answer.by("Ada")))
                .after(result -> assertThat(result.orThrow().get(DOUBLED)).isEqualTo(42))
                .check();

        assertThat(report.crashes()).isGreaterThan(10);
        assertThat(report.repeated()).containsKeys("send", "flaky");
    }

    @Test
    void whatWasDoneOutsideIsLookedAtAfterEachRun() throws Exception {
        Set<String> paid = ConcurrentHashMap.newKeySet();
        Pipeline pay = Pipeline.named("pay")
                .step("pay", context -> {
                    paid.add(context.idempotencyKey());
                    return StepResult.done();
                })
                .step("thank", context -> StepResult.done())
                .build();

        CrashRehearsal.Report report = CrashRehearsal.of(pay, Inputs.none())
                .before(paid::clear)
                .after(result -> assertThat(paid).hasSize(1))
                .check();

        assertThat(report.repeated().get("pay")).isPositive();
    }

    @Test
    void anEffectThatDoesNotBearARepetitionIsFoundWithTheCrashThatShowsIt() {
        ConcurrentLinkedQueue<String> parcels = new ConcurrentLinkedQueue<>();
        Pipeline ship = Pipeline.named("ship")
                .step("ship", context -> {
                    parcels.add("parcel");
                    return StepResult.done();
                })
                .step("tell", context -> StepResult.done())
                .build();

        assertThatThrownBy(() -> CrashRehearsal.of(ship, Inputs.none())
                        .before(parcels::clear)
                        .after(result -> assertThat(parcels).hasSize(1))
                        .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("with a simulated crash after commit ")
                .hasMessageContaining("Expected size: 1 but was: 2");
    }

    @Test
    void aValueThatDependsOnWhetherAStepRanTwiceIsNamed() {
        Pipeline count = Pipeline.named("count")
                .step("count", context -> {
                    context.put(COUNT, calls.incrementAndGet());
                    return StepResult.done();
                })
                .step("end", context -> StepResult.done())
                .build();

        assertThatThrownBy(() -> CrashRehearsal.of(count, Inputs.none())
                        .before(() -> calls.set(0))
                        .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("with a simulated crash after commit ")
                .hasMessageContaining(" the run is another one:\n  the value of 'count' is '2' instead of '1'");
    }

    @Test
    void whatDiffersWithoutACrashIsSaidBeforeAnythingElse() throws Exception {
        Pipeline count = Pipeline.named("count")
                .step("count", context -> {
                    context.put(COUNT, calls.incrementAndGet());
                    return StepResult.done("call " + calls);
                })
                .build();
        CrashRehearsal rehearsal = CrashRehearsal.of(count, Inputs.none());

        assertThatThrownBy(rehearsal::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage("two runs differ without any crash; leave out what is left to chance with ignoring(…):\n"
                        + "  the value of 'count' is '2' instead of '1'\n"
                        + "  event 3 is 'count #1 DONE call 2' instead of 'count #1 DONE call 1'");
        assertThat(rehearsal.ignoring(COUNT).ignoring("count").check().crashes())
                .isPositive();
    }

    @Test
    void aStepThatIsNotAsPureAsItSaysIsNamed() {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Pipeline wrong = Pipeline.named("wrong")
                .step(
                        "count",
                        context -> {
                            context.put(COUNT, calls.incrementAndGet());
                            context.put(SECRET, "number " + calls);
                            return StepResult.done("", calls.get());
                        },
                        step -> step.pure())
                .step("after", context -> StepResult.done("", others.incrementAndGet()))
                .build();
        CrashRehearsal rehearsal = CrashRehearsal.of(wrong, Inputs.none()).before(() -> {
            calls.set(runs.incrementAndGet() < 3 ? 0 : 7);
            others.set(0);
        });

        assertThatThrownBy(rehearsal::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage("a step that is said to be PURE does not do the same twice:\n"
                        + "  'count': its data is '8' instead of '1'\n"
                        + "  'count': the value of 'count' is '8' instead of '1'\n"
                        + "  'count': the value of the secret 'secret' is another one");
        assertThat(others).hasValue(0);
    }

    @Test
    void aWaitThatNobodyAnswersIsNamed() {
        Pipeline waits = Pipeline.named("waits").signal("paid").build();

        assertThatThrownBy(() -> CrashRehearsal.of(waits, Inputs.none()).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'paid'")
                .hasMessageEndingWith("; say who answers with answer(…)");
    }

    @Test
    void theEngineHasWhatThePipelineNeeds() throws Exception {
        Step inner = context -> StepResult.done("typed");
        Pipeline typed = Pipeline.named("typed")
                .step("work", "test.work")
                .sub("sub", "inside")
                .build();
        Pipeline inside = Pipeline.named("inside").step("in", inner).build();

        assertThat(CrashRehearsal.of(typed, Inputs.none())
                        .engine(builder -> builder.stepType(StepType.of("test.work", inner))
                                .pipeline(inside))
                        .check()
                        .repeated())
                .containsKeys("work", "sub/in");
    }
}

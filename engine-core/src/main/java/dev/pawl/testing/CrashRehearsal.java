package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Shows what crashes do to a pipeline of yours: runs it straight, and then again and again, each time with a simulated crash one commit
 * later; a new engine carries on with what is left, and has to come to the same end, with the same values, data and events.
 *
 * <pre>{@code
 * CrashRehearsal.Report report = CrashRehearsal.of(order, customer.is("Ada"))
 *     .before(shop::reset)
 *     .answer("pay", run -> run.signal("pay"))
 *     .after(result -> assertEquals(1, shop.parcels()))
 *     .check();
 * }</pre>
 *
 * <p>The process goes on, so a body that is under way at a simulated crash comes to its end, and its effect outside has happened; nothing of
 * it is recorded, and it runs again with the same idempotency key. Runs are recorded in memory. The clock is set by hand: it goes on when the run
 * has nothing to do until an hour, so waits take no time; but a body that itself waits for its time-out waits for ever. Steps that are said to
 * be PURE also run a second time with what they had the first time, and have to put and return the same. Confined to one thread.
 */
public final class CrashRehearsal {
    final Pipeline pipeline;
    final Inputs inputs;
    final Map<String, Consumer<Run>> answers = new TreeMap<>();
    Consumer<EngineBuilder> engine = plain -> {};
    Decision decision = Decision.REPEAT;
    Runnable before = () -> {};
    Consumer<RunResult> after = result -> {};
    final Set<String> ignoredValues = new TreeSet<>();
    final Set<String> ignoredPaths = new TreeSet<>();

    private CrashRehearsal(Pipeline pipeline, Inputs inputs) {
        this.pipeline = requireNonNull(pipeline, "pipeline");
        this.inputs = requireNonNull(inputs, "inputs");
    }

    /** For a pipeline that is run with these inputs; it need not be registered anywhere. */
    public static CrashRehearsal of(Pipeline pipeline, Inputs inputs) {
        return new CrashRehearsal(pipeline, inputs);
    }

    /** Adds to each engine what the pipeline needs: {@code builder -> builder.stepType(…).pipeline(…)}. */
    public CrashRehearsal engine(Consumer<EngineBuilder> more) {
        engine = requireNonNull(more, "engine");
        return this;
    }

    /** Sets the world outside back to what it was; called before each run. */
    public CrashRehearsal before(Runnable action) {
        before = requireNonNull(action, "before");
        return this;
    }

    /** Looks at the result of each run, and at what it has done outside; what this throws names the crash. */
    public CrashRehearsal after(Consumer<RunResult> check) {
        after = requireNonNull(check, "after");
        return this;
    }

    /**
     * Answers a wait when the run has nothing else to do: {@code answer("sign", run -> run.approve("sign", Answer.by("Ada")))}. A wait that
     * nobody answers is left until its time is over.
     *
     * @param wait its name or its path
     */
    public CrashRehearsal answer(String wait, Consumer<Run> action) {
        answers.put(requireNonNull(wait, "wait"), requireNonNull(action, "action"));
        return this;
    }

    /** What a person says of a step that must not be repeated and was interrupted; {@code REPEAT} unless said otherwise. */
    public CrashRehearsal resolve(Decision newDecision) {
        decision = requireNonNull(newDecision, "decision");
        return this;
    }

    /** Leaves out values that are another one each time, such as an hour. */
    public CrashRehearsal ignoring(Key<?>... keys) {
        for (Key<?> key : keys) {
            ignoredValues.add(key.name());
        }
        return this;
    }

    /** Leaves out what is told of the nodes at these paths, and inside them. */
    public CrashRehearsal ignoring(String... paths) {
        ignoredPaths.addAll(List.of(paths));
        return this;
    }

    /**
     * What was tried, when it was all as it should be.
     *
     * @param crashes how many there were: one after each commit
     * @param repeated in how many of them the body of a step ran a second time, by path; these are the steps whose effects outside have to
     *     bear a repetition
     */
    public record Report(int crashes, Map<String, Integer> repeated) {
        public Report {
            repeated = Map.copyOf(repeated);
        }
    }

    /**
     * Runs the pipeline with a crash after each of its commits.
     *
     * @throws AssertionError that names the crash and what it has changed, or what differs without any
     */
    public Report check() throws InterruptedException {
        RehearsalRuns runs = new RehearsalRuns(this);
        RehearsalRuns.Straight straight = runs.straight();
        runs.twice(straight);
        Map<String, Integer> repeated = new TreeMap<>();
        for (long commit = 1; commit <= straight.commits(); commit++) {
            String where = "with a simulated crash after commit " + commit + " of " + straight.commits();
            runs.cut(commit, straight, where).forEach(path -> repeated.merge(path, 1, Integer::sum));
        }
        return new Report((int) straight.commits(), repeated);
    }
}

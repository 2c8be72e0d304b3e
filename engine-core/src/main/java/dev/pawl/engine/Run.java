package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.EventFeed;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.report.RunReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A submitted run, whoever carries it. Thread-safe. */
public final class Run {
    private final String id;
    private final RecordedRuns runs;
    private volatile Optional<CompletableFuture<RunResult>> result;

    /** @param result where it is at hand */
    Run(String id, RecordedRuns runs, Optional<CompletableFuture<RunResult>> result) {
        this.id = id;
        this.runs = runs;
        this.result = result;
    }

    public String id() {
        return id;
    }

    /** Where it stands, read from the store. */
    public RunStatus status() {
        return runs.row(id).state().status();
    }

    /**
     * Waits until the run has ended or is parked.
     *
     * @throws RefusedException when the engine is closed before; the run goes on when an engine opens the store again; also when a
     *     listener of the engine asks, and the run has not ended
     * @throws dev.pawl.store.StoreException when the run's log cannot be read
     */
    public RunResult await() throws InterruptedException {
        while (true) {
            CompletableFuture<RunResult> end = current();
            if (!end.isDone()) {
                runs.checkMayWait(id);
            }
            RunResult known = get(end, Long.MAX_VALUE).orElseThrow();
            if (isStill(known)) {
                return known;
            }
        }
    }

    /** As {@link #await()}, but empty when the time is up before. */
    public Optional<RunResult> await(Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<RunResult> known = get(current(), until - System.nanoTime());
            if (known.isEmpty() || isStill(known.get())) {
                return known;
            }
        }
    }

    /** Somebody may have brought a parked run on its way before those who waited were told. */
    private boolean isStill(RunResult known) {
        return known.status().isTerminal() || status() == known.status();
    }

    /** Why it stands where it stands, and what can be done. */
    public Explanation explain() {
        return runs.explain(runs.row(id));
    }

    /**
     * Asks for its end: what runs is interrupted, what is done is undone, the last steps run, and then it is CANCELLED. Returns at once;
     * a run that comes to its end before, or is being undone or ended already, is left as it is. Neither the limit nor a pause of its queue
     * holds it up. A run that is parked for want of its pipeline ends without being undone.
     *
     * @throws RefusedException when it has ended
     */
    public void cancel(String actor) {
        runs.requests().cancel(runs.row(id), actor);
    }

    /** See {@link #signal(String, Answer)}. */
    public void signal(String name) {
        signal(name, Answer.by(""));
    }

    /**
     * Sends a signal. One that comes before its wait is kept until then; each is taken once.
     *
     * @param name of the wait, or its path when several have one name
     * @throws RefusedException when the pipeline waits for no such signal, the value does not fit, or the run has ended
     */
    public void signal(String name, Answer answer) {
        runs.requests().signal(runs.row(id), name, answer);
    }

    /**
     * Approves what the run waits for.
     *
     * @param name of the wait, or its path when several have one name
     * @throws RefusedException when the run does not wait for it, or this role may not decide it
     */
    public void approve(String name, Answer answer) {
        runs.requests().decide(runs.row(id), name, true, answer);
    }

    /** Refuses what the run waits for; see {@link #approve}. */
    public void reject(String name, Answer answer) {
        runs.requests().decide(runs.row(id), name, false, answer);
    }

    /**
     * Decides what becomes of a step that must not be repeated without being asked and was interrupted; the run goes on.
     *
     * @param actor who decides it; stands in the run's log
     * @throws RefusedException when the run is not parked for it
     */
    public void resolve(String path, Decision decision, String actor) {
        runs.requests().resolve(runs.row(id), path, decision, actor);
    }

    /**
     * Has a run carried again that was parked because processes ended while they carried it, again and again.
     *
     * @param actor who wants it
     * @throws RefusedException when the run is not parked for that
     */
    public void resume(String actor) {
        runs.requests().resume(runs.row(id), actor);
    }

    /**
     * A new run that goes on where this one has failed or was cancelled: what it has done and not undone is not done again, and its steps
     * keep their idempotency keys. Deadlines are counted anew. A pipeline inside of which something is done again ends again, with its last
     * steps; a loop of which something was undone begins again at its first round, with the values of now. Asked twice, it is the same run.
     *
     * @throws RefusedException when this one has not failed or been cancelled, or its pipeline is not registered in its shape
     */
    public Run retry() {
        return runs.retry(runs.row(id));
    }

    /**
     * A new run that begins at this node with what this one knew when it came there, in the newest version of the pipeline. Its steps have
     * new idempotency keys. Asked twice, these are two runs.
     *
     * @throws RefusedException when this run has never come there, or the newest version has no such node
     */
    public Run fork(String path) {
        return runs.fork(runs.row(id), path);
    }

    /** All that there is to say of it now: what was done, by whom it was decided, what came of it, how long it took. */
    public RunReport report() {
        return runs.reporting().report(runs.row(id));
    }

    /** The lines that its steps have written to its log, after that event, in order, at most {@code max}. */
    public List<StepLogged> log(long afterSeq, int max) {
        return log("", afterSeq, max);
    }

    /** The lines of the step at this path, or of the steps in the node at this path; see {@link #log(long, int)}. */
    public List<StepLogged> log(String path, long afterSeq, int max) {
        return runs.reporting().after(runs.row(id), StepLogged.class, path, afterSeq, max);
    }

    /**
     * The newest lines before that event, the newest first, at most {@code max}: the last ones of all before {@link Long#MAX_VALUE}.
     *
     * @param path of a step, or of a node with steps in it; empty for all
     */
    public List<StepLogged> logBefore(String path, long beforeSeq, int max) {
        return runs.reporting().before(runs.row(id), StepLogged.class, path, beforeSeq, max);
    }

    /** What its steps have made, after that event, in order, at most {@code max}. */
    public List<ArtifactAdded> artifacts(long afterSeq, int max) {
        return artifacts("", afterSeq, max);
    }

    /** What the step at this path, or the steps in the node at this path, have made; see {@link #artifacts(long, int)}. */
    public List<ArtifactAdded> artifacts(String path, long afterSeq, int max) {
        return runs.reporting().after(runs.row(id), ArtifactAdded.class, path, afterSeq, max);
    }

    /** What was recorded of this run after that event, and then what happens. */
    public EventFeed events(long afterSeq) {
        return runs.events(id, afterSeq);
    }

    /** What is known is final, unless the run was parked, or its end could not be read. */
    private CompletableFuture<RunResult> current() {
        Optional<CompletableFuture<RunResult>> known = result;
        if (known.isPresent() && mayBeKept(known.get())) {
            return known.get();
        }
        CompletableFuture<RunResult> newer = runs.result(id);
        result = Optional.of(newer);
        return newer;
    }

    private static boolean mayBeKept(CompletableFuture<RunResult> known) {
        return !known.isDone()
                || !known.isCompletedExceptionally() && known.join().status().isTerminal();
    }

    private static Optional<RunResult> get(CompletableFuture<RunResult> result, long nanos)
            throws InterruptedException {
        try {
            return Optional.of(result.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PawlException known) {
                throw known;
            }
            throw new IllegalStateException("the engine failed while a run was awaited", e.getCause());
        }
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}

package dev.pawl.execution;

import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepProgress;
import dev.pawl.event.StepStarted;
import dev.pawl.execution.RunRecorder.Attempted;
import dev.pawl.pipeline.Effect;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a recorded run. The run is a baton: {@link #carry} takes it from one boundary between steps to the next, on whatever worker
 * has it, and where it has to wait (for a commit that others are busy with, or for a point in time) it lets go of the thread and is
 * handed to a worker again.
 *
 * <p>Before the body of a step begins, everything that must not be lost is committed: {@code barrier} is the last commit that has to be
 * waited for. The record of a PURE step is handed over and not waited for. The end of the run is handed over together with the record of
 * its last step, so both are one commit.
 *
 * <p>A resumed run walks the same way from the start and passes over what its memory knows to be finished. Confined to one run; {@link
 * #interrupt}, {@link #passing}, {@link #log} and {@link #progress} may be called from anywhere.
 */
public final class RecordedRun {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedRun.class);

    private final RunRow row;
    private final RunInfo info;
    private final BoundStep[] steps;
    private final Carrying with;
    private final RunMemory memory;
    private final Encoding encoding;
    private final Outbox outbox;
    private final Journal journal;
    private final RunRecorder recorder;
    private final Consumer<Optional<Ending>> whenOver;
    private final Interruption interruption = new Interruption();
    private final Pause pause;
    private volatile Optional<Passing> passing = Optional.empty();

    private final long seenMail;
    private int next;
    private boolean announced;
    private boolean begunHere;
    private boolean delayed;
    private Commit barrier;
    private Ending ending;

    /**
     * @param row as it was claimed
     * @param known its log where it is at hand; empty to read it
     * @param pipeline with its code; empty when the run is only to be parked
     * @param mail what others want of the run
     * @param whenOver told once: how it ended, or empty when another owner has it or it was put back
     */
    public RecordedRun(
            RunRow row,
            List<LogRow> known,
            Optional<BoundPipeline> pipeline,
            List<Mail> mail,
            Carrying with,
            Consumer<Optional<Ending>> whenOver) {
        this.row = row;
        this.info = row.info();
        this.steps = pipeline.isPresent() ? pipeline.get().steps : new BoundStep[0];
        this.with = with;
        this.whenOver = whenOver;
        this.pause = new Pause(with, this::handOver);
        this.encoding = new Encoding(with.codec());
        this.outbox = with.outboxes().of(info.id());
        Fold fold = known.isEmpty() ? Fold.of(row, with.log(), with.rows()) : Fold.ofAll(row, known, with.rows());
        this.memory = fold.memory;
        this.journal = new Journal(row.number(), row.state().epoch(), fold.seq, with.log(), with.rows(), outbox);
        this.recorder = new RunRecorder(info, memory, journal, with.time());
        MailAnswers answers = MailAnswers.to(mail, memory, recorder);
        this.barrier = answers.barrier();
        this.seenMail = answers.seen();
    }

    /** Takes the run on until it is over or has to wait. */
    public void carry() {
        try {
            walk();
        } catch (Throwable t) {
            LOG.error("run {} could not be carried on, and is left alone until the engine closes", info, t);
            over(Optional.empty());
        }
    }

    private void over(Optional<Ending> how) {
        with.outboxes().forget(info.id());
        whenOver.accept(how);
    }

    /** Records that the run needs a person. */
    public void park(String reason, String message) {
        barrier = recorder.parked(reason, message, seenMail);
        ending = new Ending(RunStatus.PARKED, "", message, Optional.empty(), RecordedValues.ofEnded(memory, encoding));
    }

    private void walk() {
        while (settled()) {
            outbox.tell();
            if (barrier.refusal().isPresent()) {
                LOG.debug(
                        "run {} is let go of: {}", info, barrier.refusal().get().getMessage());
                over(Optional.empty());
                return;
            }
            if (ending != null || with.closing().getAsBoolean()) {
                over(Optional.ofNullable(ending));
                return;
            }
            if (!advance()) {
                return;
            }
        }
    }

    /** Whether the barrier is decided. If not, the run was left to the commit, which hands it to a worker again. */
    private boolean settled() {
        Commit open = barrier;
        if (open.isDone() || open.hurry()) {
            return true;
        }
        open.onDone(this::handOver);
        return false;
    }

    private void handOver() {
        with.workers().execute(this::carry);
    }

    /** Goes on with a run that waits for a point in time, which it then looks at again. */
    public void unpause() {
        pause.end();
    }

    /** Goes on to the next boundary; false when the run waits for a point in time. */
    private boolean advance() {
        if (!announced) {
            announced = true;
            recorder.carried();
        }
        if (!isAtEnd() && !work()) {
            return false;
        }
        if (ending == null && isAtEnd()) {
            // Nothing has waited for the record of the last step yet: the end is one commit with it.
            end(RunStatus.COMPLETED, recorder.ended(RunStatus.COMPLETED, "", ""), "", "", null);
        }
        return true;
    }

    private boolean isAtEnd() {
        while (next < steps.length && memory.isFinished(steps[next].path)) {
            next++;
        }
        return next == steps.length || memory.stopped;
    }

    /** Does what is next; false when the run waits for a point in time. */
    private boolean work() {
        BoundStep step = steps[next];
        RunMemory.Failures failed = memory.failures(step.path);
        if (failed.count() > 0 && failed.retryAt() == 0) {
            afterLastFailure(step, failed);
            return true;
        }
        if (mustPause(step, failed)) {
            return false;
        }
        if (step.policy.effect() == Effect.EXTERNAL_ONCE && !begunHere) {
            begin(step, failed.count() + 1);
        } else {
            attempt(step, step, failed.count() + 1);
        }
        return true;
    }

    /** Records that an attempt which must not be repeated begins; one that is found begun needs a person. */
    private void begin(BoundStep step, int attempt) {
        if (memory.begun.equals(step.path)) {
            park(
                    "INTERRUPTED",
                    "step '" + step.path + "' had begun and its end is not known; resolve it as done, repeat or fail");
        } else {
            begunHere = true;
            barrier = recorder.begun(step.path, attempt);
        }
    }

    private boolean mustPause(BoundStep step, RunMemory.Failures failed) {
        long millis = 0;
        if (failed.count() > 0) {
            millis = failed.retryAt() - with.time().millis();
        } else if (!delayed) {
            millis = step.policy.delay().toMillis();
        }
        delayed = true;
        if (millis <= 0) {
            return false;
        }
        pause.begin(millis);
        return true;
    }

    /** One attempt of a step, or of the fallback that stands in its place. */
    private void attempt(BoundStep place, BoundStep step, int number) {
        long start = with.time().nanos();
        if (!begunHere) {
            pass(new StepStarted(info, 0, 0, with.time().millisAt(start), place.path, number));
        }
        RecordedContext context = new RecordedContext(this, memory, encoding, place.path, number);
        Tried tried = Tried.of(step, context, encoding, interruption, with.time(), start);
        passing = Optional.empty();
        if (tried.result().isPresent()) {
            finished(tried, place, tried.result().get(), step != place);
        } else if (!tried.isInterrupted()) {
            failed(tried.attempted(), place, step, tried.thrown().orElseThrow());
        }
    }

    private void finished(Tried tried, BoundStep step, StepResult result, boolean isFallback) {
        boolean isPure = !isFallback && step.policy.effect() == Effect.PURE;
        Commit commit = recorder.finished(tried, Tried.outcome(result, isFallback), result.message(), isPure);
        barrier = isPure ? journal.barrierAfter(commit, barrier) : commit;
        begunHere = false;
        delayed = false;
        next++;
    }

    private void failed(Attempted attempted, BoundStep place, BoundStep step, Throwable thrown) {
        Failure failure = Failure.of(thrown);
        boolean again = step == place
                && attempted.number() < step.policy.retry().attempts()
                && Pauses.triesAgain(step.policy.retry(), thrown);
        begunHere = false;
        if (again) {
            long pause = Pauses.afterFailure(step.policy.retry(), attempted.number());
            barrier = recorder.failed(attempted, failure, with.time().millisAt(attempted.end()) + pause);
        } else if (step == place && place.fallback.isPresent()) {
            barrier = recorder.failed(attempted, failure, 0);
        } else {
            end(RunStatus.FAILED, recorder.failedForGood(attempted, failure), place.path, failure.sentence(), thrown);
        }
    }

    /** A last failure without the end of the run means that the fallback's turn has come, or that a person said so. */
    private void afterLastFailure(BoundStep step, RunMemory.Failures failed) {
        if (step.fallback.isPresent()) {
            attempt(step, step.fallback.get(), failed.count() + 1);
        } else {
            String message = new Failure(failed.error(), failed.message()).sentence();
            end(RunStatus.FAILED, recorder.ended(RunStatus.FAILED, step.path, message), step.path, message, null);
        }
    }

    private void end(RunStatus status, Commit commit, String path, String message, Throwable cause) {
        barrier = commit;
        ending =
                new Ending(status, path, message, Optional.ofNullable(cause), RecordedValues.ofEnded(memory, encoding));
    }

    private void pass(ProgressEvent event) {
        passing = Optional.of(new Passing(event, barrier.position()));
        outbox.passing(event);
        with.passed().run();
    }

    /**
     * A passing event, and what it must not overtake.
     *
     * @param after the position of a recorded event that came before it
     */
    public record Passing(ProgressEvent event, long after) {}

    /** The newest passing event of the step that is under way. */
    public Optional<Passing> passing() {
        return passing;
    }

    /** Interrupts the body that runs now, if one does; its end is then not recorded, and it runs again. */
    public void interrupt() {
        interruption.interrupt();
    }

    void progress(String path, long done, long total, String message) {
        pass(new StepProgress(info, 0, 0, with.time().millis(), path, done, total, Capped.text(message)));
    }

    void log(String path, int attempt, String line) {
        recorder.logged(path, attempt, line);
    }

    RunInfo info() {
        return info;
    }

    String origin() {
        return row.spec().origin();
    }

    long epoch() {
        return row.state().epoch();
    }
}

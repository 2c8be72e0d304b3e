package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.history.Encoding;
import dev.pawl.history.Fold;
import dev.pawl.history.RecordedValues;
import dev.pawl.history.RunMemory;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunRow;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Ending;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Unable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recorded run that is carried. It is a baton: its {@link Carriage} takes it from one boundary between steps to the next, each by whatever
 * worker has it. When there is nothing to do, the run lets go of its slot too: it is WAITING or PARKED, and claimed again in time.
 *
 * <p>Before the body of a step begins, everything that must not be lost is committed. The end of the run is one commit with the record of
 * its last step. A resumed run walks the same way from the start and passes over what its memory knows to be finished.
 *
 * <p>What is not public is used under the journal's lock, but for what is marked. Thread-safe.
 */
public final class RecordedRun {
    final RunRow row;
    final RunInfo info;
    final Carrying with;
    final RunMemory memory;
    final Encoding encoding;
    final RunRecorder recorder;
    final FlowRecorder flows;
    final Strands strands;
    final Carriage carriage;
    final Alarms alarms;
    final Notebook notebook;
    final Steps steps;
    final MailAnswers mail;
    final Deadlines deadlines;
    private final Nodes nodes;
    private final Optional<BoundPipeline> pipeline;
    private final Outbox outbox;
    private final Journal journal;
    private final List<Mail> early = new ArrayList<>();
    private Strand root;
    private Ending ending;

    /**
     * @param row as it was claimed
     * @param known its log where it is at hand; empty to read it
     * @param pipeline with its code; empty when the run is only to be parked
     * @param whenOver told once: how it ended, or empty when it is to be claimed again, by anyone
     */
    public RecordedRun(
            RunRow row,
            List<LogRow> known,
            Optional<BoundPipeline> pipeline,
            Carrying with,
            Consumer<Optional<Ending>> whenOver) {
        this.row = row;
        this.info = row.info();
        this.pipeline = pipeline;
        this.with = with;
        this.encoding = new Encoding(with.codec());
        Fold fold = known.isEmpty() ? Fold.of(row, with.log(), with.rows()) : Fold.ofAll(row, known, with.rows());
        this.outbox = with.outboxes().of(info.id());
        this.memory = fold.memory;
        this.journal = new Journal(row.number(), row.state().epoch(), fold, with.log(), with.rows(), outbox);
        this.recorder = new RunRecorder(info, memory, journal, with.time());
        this.flows = new FlowRecorder(info, memory, journal, with.time());
        this.alarms = new Alarms(this);
        this.strands = new Strands(this);
        this.carriage = new Carriage(this, strands, journal, outbox, whenOver);
        this.notebook = new Notebook(this, journal);
        this.mail = new MailAnswers(this);
        this.deadlines = new Deadlines(this);
        this.steps = new Steps(this);
        this.nodes = new Nodes(this);
    }

    /** Takes the run on until it is over or has to wait. */
    public void carry(List<Mail> letters) {
        locked(() -> {
            recorder.carried();
            begin(pipeline.orElseThrow());
            mail.take(letters);
            mail.take(early);
            deadlines.check();
        });
        carriage.carry(root);
    }

    /** Records that the run needs a person; one that is not wanted any more ends. */
    public void park(String reason, String message, List<Mail> letters) {
        locked(() -> {
            mail.take(letters);
            if (memory.stopping == null) {
                park(reason, message);
            } else {
                end(exit(memory.stopping), "; its steps were not undone: " + message);
            }
            journal.flush();
        });
        carriage.leave();
    }

    private void locked(Runnable action) {
        journal.lock.lock();
        try {
            action.run();
        } finally {
            journal.lock.unlock();
        }
    }

    private void begin(BoundPipeline code) {
        Level level = new Level(Level.Kind.RUN, null, "", code.nodes, code.lastly, memory.scope, memory.flow);
        root = new Strand(this, null, level);
        strands.begin(root);
        if (memory.stopping != null) {
            level.stop = exit(memory.stopping);
        } else if (!memory.stoppedAt.isEmpty()) {
            level.stop = Exit.stopped(memory.stoppedAt, memory.stoppedMessage);
        }
        Optional<Duration> limit = code.pipeline().deadline();
        limit.ifPresent(time -> deadlines.add(root, level, memory.started + time.toMillis(), time));
    }

    /** There is mail for a run that is being carried, or is about to be. */
    public void look(List<Mail> letters) {
        carriage.within(() -> {
            if (root == null) {
                early.addAll(letters);
            } else {
                mail.take(letters);
                strands.readyAll();
            }
        });
    }

    /** Interrupts the bodies that run now; their end is then not recorded, and they run again. */
    public void interrupt() {
        carriage.interrupt();
    }

    /** The newest passing event of each step that is under way. */
    public List<Passing> passing() {
        return carriage.passing();
    }

    /** The listener that is being told of this run, if one is. */
    public Optional<Telling> telling() {
        return outbox.telling();
    }

    Task enter(Strand strand, Level at) {
        return nodes.enter(strand, at);
    }

    /** A level has come to its end, or was left. */
    Task left(Strand strand, Level at, Exit exit) {
        switch (at.kind) {
            case RUN -> {
                end(exit, "");
                strands.over(strand);
                return Strand.IDLE;
            }
            case BRANCH, ITEM -> {
                strands.over(strand);
                strands.inherit(strand.fork.ended(strand, exit));
                return Strand.IDLE;
            }
            case SUB -> {
                flows.subEnded(at.path, exit);
                strand.up(exit);
            }
            case ROUND -> {
                if (exit == null) {
                    return nodes.roundOver(strand);
                }
                strand.up(exit);
            }
            default -> strand.up(exit);
        }
        return Strand.GO_ON;
    }

    void dismiss(long letter) {
        journal.take(letter);
    }

    /** The compensation of the step at this path. */
    Optional<BoundStep> undoing(String path) {
        return Lookup.step(pipeline.orElseThrow(), path, memory).flatMap(step -> step.undo);
    }

    /** Has the whole run left; without effect when it is at its end or being left already. */
    void stop(RunStopping.Reason reason, String actor, String message) {
        boolean isTooLate = memory.stopping != null
                || root != null && (root.bottom.exit != null || root.bottom.stop != null || root.bottom.isAtEnd());
        if (!isTooLate) {
            recorder.stopping(reason, actor, message);
            if (root != null) {
                root.stop(root.bottom, exit(memory.stopping));
            }
        }
    }

    /** A level has taken longer than it may. */
    void expired(Strand strand, Level level, Duration limit) {
        if (level.kind == Level.Kind.RUN) {
            stop(RunStopping.Reason.DEADLINE, "", Unable.runTooLong(limit));
        } else {
            Failure failure = Unable.tooLong(limit);
            recorder.failed(level.path, failure);
            strand.stop(level, Exit.failed(level.path, failure.sentence(), null));
        }
    }

    private static Exit exit(RunStopping stopping) {
        return stopping.reason() == RunStopping.Reason.CANCEL
                ? new Exit(Exit.Kind.CANCELLED, "", "cancelled by " + stopping.actor(), null)
                : Exit.failed("", stopping.message(), null);
    }

    private void end(Exit exit, String more) {
        RunStatus status = exit == null || exit.kind() == Exit.Kind.STOPPED
                ? RunStatus.COMPLETED
                : exit.kind() == Exit.Kind.FAILED ? RunStatus.FAILED : RunStatus.CANCELLED;
        String path = exit == null ? "" : exit.path();
        String message = exit == null ? "" : exit.message() + more;
        recorder.ended(status, path, message);
        ending(status, path, message, exit == null ? null : exit.cause());
    }

    /** It needs a person. */
    void park(String reason, String message) {
        recorder.parked(reason, message, mail.seen());
        ending(RunStatus.PARKED, "", message, null);
    }

    private void ending(RunStatus status, String path, String message, Throwable cause) {
        ending = new Ending(
                status, path, message, Optional.ofNullable(cause), RecordedValues.ofEnded(memory.scope, encoding));
    }

    /** Whether it has come to its end here, or is parked; what is told of that is committed later. */
    public boolean hasEnded() {
        return ending != null;
    }

    /** How it ended or was parked; empty when it is to go on. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Whether one of its listeners calls this. */
    public boolean isToldHere() {
        return outbox.isToldHere();
    }

    /** The position of what must not be overtaken. Without the lock. */
    long recordedUpTo() {
        return journal.barrier().position();
    }

    /** Tells what is only worth knowing now. Without the lock. */
    void pass(ProgressEvent event) {
        outbox.passing(event);
        with.passed().run();
    }

    /** What the idempotency keys of its steps begin with. */
    String idempotency() {
        return memory.idempotency.isEmpty() ? info.id() : memory.idempotency;
    }

    long epoch() {
        return row.state().epoch();
    }
}

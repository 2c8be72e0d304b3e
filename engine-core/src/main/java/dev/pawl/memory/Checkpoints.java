package dev.pawl.memory;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.Optional;

/** What a checkpoint has to be like, and what it does to a run. Used under the gate's lock only. Thread-safe. */
final class Checkpoints {
    private Checkpoints() {}

    /** Why the run does not accept it; empty when it does. */
    static Optional<StoreException> refusal(Optional<RunEntry> known, Checkpoint checkpoint) {
        if (known.isEmpty()) {
            return Optional.of(fenced("run " + checkpoint.run(), checkpoint, "there is no such run"));
        }
        RunEntry entry = known.get();
        RunState state = entry.state();
        String name = "run " + checkpoint.run() + " (" + entry.spec().id() + ")";
        if (state.owner().isEmpty()) {
            return Optional.of(fenced(
                    name,
                    checkpoint,
                    "it is " + state.status() + " in epoch " + state.epoch() + " and nobody carries it"));
        }
        if (state.epoch() != checkpoint.epoch()) {
            return Optional.of(
                    fenced(name, checkpoint, "it is carried by " + state.owner() + " in epoch " + state.epoch()));
        }
        return gap(name, entry, checkpoint);
    }

    /** The state of the run afterwards; the mail that the checkpoint takes has been taken. */
    static RunState after(RunEntry entry, Checkpoint checkpoint) {
        long seen = checkpoint.change().map(RunChange::seenMail).orElse(0L);
        Optional<Boolean> unseen = entry.mail().tailMap(seen + 1).values().stream()
                .map(Mail::urgent)
                .reduce(Boolean::logicalOr);
        return entry.state().after(checkpoint, unseen);
    }

    private static Optional<StoreException> gap(String name, RunEntry entry, Checkpoint checkpoint) {
        long last = entry.rows().size();
        for (LogRow row : checkpoint.rows()) {
            if (row.run() != checkpoint.run() || row.seq() != ++last) {
                return Optional.of(new StoreException(
                        Reason.OUT_OF_ORDER,
                        "a checkpoint of " + name + " is refused: it holds row " + row.seq() + " of run " + row.run()
                                + " where row " + last + " is next; append the rows of a run in order"));
            }
        }
        return Optional.empty();
    }

    private static StoreException fenced(String name, Checkpoint checkpoint, String why) {
        return new StoreException(
                Reason.FENCED,
                "a checkpoint of " + name + " in epoch " + checkpoint.epoch() + " is refused: " + why
                        + "; let go of the run");
    }
}

package dev.pawl.execution;

import dev.pawl.event.WaitStarted.Kind;
import dev.pawl.history.NodeMemory;
import dev.pawl.history.RunMemory;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.walk.Failure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Carries the nodes of a run that wait. Used under the run's lock. Confined to one run. */
final class Waits {
    private final RecordedRun run;

    Waits(RecordedRun run) {
        this.run = run;
    }

    Task carry(Strand strand, Level at, WaitNode node) {
        String path = at.pathOf(at.node());
        Kind kind = Kind.valueOf(node.type().name());
        NodeMemory known = run.memory.look(path);
        if (known.wait == null) {
            long expiry = node.expiry().map(java.time.Duration::toMillis).orElse(0L);
            run.flows.waitStarted(
                    path, kind, node.name(), expiry == 0 ? 0 : run.with.time().millis() + expiry);
            known = run.memory.look(path);
        }
        Optional<WaitAnswer> answer = run.mail.answer(node, path);
        long until = known.wait.until();
        if (answer.isEmpty() && until > 0 && until <= run.with.time().millis()) {
            if (node.defaultOutcome().isEmpty()) {
                return fail(
                        at,
                        path,
                        new Failure(
                                Failure.LIMIT,
                                "nobody has answered '" + node.name() + "' within "
                                        + node.expiry().get()));
            }
            answer = node.defaultOutcome().map(WaitAnswer::byTime);
        }
        if (answer.isEmpty()) {
            return strand.await(until, kind.name().toLowerCase(java.util.Locale.ROOT) + " '" + node.name() + "'");
        }
        return answered(at, path, node, answer.get());
    }

    private Task answered(Level at, String path, WaitNode node, WaitAnswer answer) {
        String hour = Instant.ofEpochMilli(run.with.time().millis()).toString();
        run.flows.waitEnded(path, answer, at.scope, run.encoding.storeData(path, answer.data(hour)));
        if (answer.outcome().equals(WaitNode.REJECTED) && node.type() == WaitNode.Type.APPROVAL && !node.continues()) {
            return fail(
                    at,
                    path,
                    new Failure(
                            Failure.REJECTED,
                            "'" + node.name() + "' was rejected"
                                    + (answer.actor().isEmpty() ? " as nobody has answered" : " by " + answer.actor())
                                    + (answer.comment().isEmpty() ? "" : ": " + answer.comment())));
        }
        return Strand.GO_ON;
    }

    Task carry(Strand strand, Level at, SleepNode node) {
        String path = at.pathOf(at.node());
        NodeMemory known = run.memory.look(path);
        long now = run.with.time().millis();
        if (known.wait == null) {
            long until;
            try {
                until = node.duration().isPresent()
                        ? now + node.duration().get().toMillis()
                        : until(at, node);
            } catch (IllegalArgumentException e) {
                return fail(at, path, new Failure(Failure.UNFIT, e.getMessage()));
            }
            run.flows.waitStarted(path, Kind.SLEEP, "", Math.max(1, until));
            known = run.memory.look(path);
        }
        if (known.wait.until() > now) {
            return strand.await(known.wait.until(), "sleep of " + path);
        }
        run.flows.waitEnded(path, WaitAnswer.byTime(WaitAnswer.WOKEN), at.scope, null);
        return Strand.GO_ON;
    }

    private long until(Level at, SleepNode node) {
        var reference = node.until().orElseThrow();
        Object found = new Data(at.scope, run.encoding).apply(reference).orElse("");
        try {
            return Instant.parse(String.valueOf(found)).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + found + "' at '" + reference + "' is no instant such as 2030-01-01T08:00:00Z", e);
        }
    }

    private Task fail(Level at, String path, Failure failure) {
        run.flows.waitOver(path);
        run.recorder.failed(path, failure);
        at.fail(path, failure.sentence(), null);
        return Strand.GO_ON;
    }

    /** What a mail's value is put under, when the node has a key for it. */
    static Map<String, RecordedContext.Put> puts(WaitNode node, RunMemory body) {
        if (node.value().isEmpty()) {
            return Map.of();
        }
        String name = node.value().get().name();
        Object stored = body.scope.ownValue(name);
        return stored == null
                ? Map.of()
                : Map.of(
                        name, new RecordedContext.Put(stored, node.value().get().isSecret()));
    }
}

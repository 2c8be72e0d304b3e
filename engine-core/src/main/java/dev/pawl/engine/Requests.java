package dev.pawl.engine;

import dev.pawl.api.Key;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.event.WaitStarted;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Letter;
import dev.pawl.execution.Parking;
import dev.pawl.history.Verification;
import dev.pawl.pipeline.NearestWord;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.Wait;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What somebody wants of a run goes to it as mail, as only its owner writes its log; what cannot be is refused to whoever asks. Thread-safe.
 */
final class Requests {
    private final Repository repository;
    private final Carrying carrying;
    private final Registered pipelines;
    private final Postman postman;

    /** Brings news of mail to whoever carries the run. */
    interface Postman {
        void deliver(RunRow run);
    }

    Requests(Repository repository, Carrying carrying, Registered pipelines, Postman postman) {
        this.repository = repository;
        this.carrying = carrying;
        this.pipelines = pipelines;
        this.postman = postman;
    }

    void cancel(RunRow run, String actor) {
        SubmitOptions.check("actor", actor, 256);
        post(run, Letter.Kind.CANCEL, "", actor, new byte[0], true);
    }

    /** What it was parked for was seen to be mended by the engine itself. */
    void registered(RunRow run) {
        post(run, Letter.Kind.RESUME, "", "engine", new byte[0], false);
    }

    void resume(RunRow run, String actor) {
        SubmitOptions.check("actor", actor, 256);
        if (run.state().status() != RunStatus.PARKED || !run.state().reason().equals(Parking.POISON)) {
            throw wrongState(run, "is not parked for the end of its processes: it is " + state(run));
        }
        post(run, Letter.Kind.RESUME, "", actor, new byte[0], false);
    }

    void signal(RunRow run, String name, Answer answer) {
        waitNode(run, name, WaitNode.Type.SIGNAL).ifPresent(node -> checkValue(run, node, answer));
        post(run, Letter.Kind.SIGNAL, name, answer.actor(), body("received", answer), false);
    }

    void decide(RunRow run, String name, boolean approves, Answer answer) {
        waitNode(run, name, WaitNode.Type.APPROVAL);
        List<Wait> open = repository.query().waits(run.number()).stream()
                .filter(wait -> wait.kind().equals(WaitStarted.Kind.APPROVAL.name()))
                .filter(wait -> wait.name().equals(name) || wait.path().equals(name))
                .toList();
        if (open.isEmpty()) {
            throw wrongState(
                    run,
                    "does not wait for the approval '" + name + "': it is " + state(run)
                            + "; look at what it waits for with explain");
        }
        if (open.size() > 1) {
            throw wrongState(
                    run,
                    "waits for '" + name + "' at "
                            + open.stream().map(Wait::path).toList() + "; say which by its path");
        }
        waitNode(run, open.get(0).path(), WaitNode.Type.APPROVAL).ifPresent(wait -> {
            checkValue(run, wait, answer);
            checkRole(run, wait, answer);
        });
        String outcome = approves ? WaitNode.APPROVED : WaitNode.REJECTED;
        post(run, Letter.Kind.DECISION, open.get(0).path(), answer.actor(), body(outcome, answer), false);
    }

    void resolve(RunRow run, String path, Decision decision, String actor) {
        SubmitOptions.check("actor", actor, 256);
        if (run.state().status() != RunStatus.PARKED || !run.state().reason().equals(Parking.INTERRUPTED)) {
            throw wrongState(run, "has no interrupted step to resolve: it is " + state(run));
        }
        List<String> begun = Verification.begun(run, repository.log(), carrying.rows());
        if (!begun.contains(path)) {
            throw wrongState(
                    run,
                    "was interrupted in step '" + String.join("', '", begun) + "', not in '" + path
                            + "'; resolve that one");
        }
        byte[] body = decision.name().getBytes(StandardCharsets.UTF_8);
        post(run, Letter.Kind.RESOLVE, path, actor, body, false);
    }

    private byte[] body(String outcome, Answer answer) {
        return Letter.body(outcome, answer.role(), answer.comment(), answer.value(), carrying.codec());
    }

    /** The node that is meant, where the pipeline is known here. */
    private Optional<WaitNode> waitNode(RunRow run, String name, WaitNode.Type type) {
        SubmitOptions.check("name", name, 1_000);
        Optional<Map<String, WaitNode>> waits = pipelines.fitting(run.spec()).map(pipelines::waits);
        if (waits.isEmpty()) {
            return Optional.empty();
        }
        WaitNode at = waits.get().get(Paths.inPipeline(name));
        if (at != null && at.type() == type) {
            return Optional.of(at);
        }
        TreeSet<String> names = new TreeSet<>();
        for (WaitNode node : waits.get().values()) {
            if (node.type() == type && node.name().equals(name)) {
                return Optional.of(node);
            }
            if (node.type() == type) {
                names.add(node.name());
            }
        }
        throw new RefusedException(
                Reason.UNKNOWN_WAIT,
                "pipeline '" + run.spec().pipeline() + "' of run " + run.spec().id() + " waits for no "
                        + type.name().toLowerCase(java.util.Locale.ROOT) + " '" + name + "'"
                        + NearestWord.hint(name, List.copyOf(names), "it waits for " + names));
    }

    private static void checkValue(RunRow run, WaitNode node, Answer answer) {
        if (answer.value().isEmpty()) {
            return;
        }
        Key.Value<?> given = answer.value().get();
        boolean fits = node.value()
                .filter(key -> key.name().equals(given.key().name()))
                .filter(key -> key.rawType().isInstance(given.value()))
                .isPresent();
        if (!fits) {
            throw new RefusedException(
                    Reason.INPUTS,
                    "'" + node.name() + "' of run " + run.spec().id() + " takes "
                            + node.value().map(Requests::typeAndName).orElse("no value") + ", and was given "
                            + typeAndName(given.key()));
        }
    }

    private static String typeAndName(Key<?> key) {
        return "a " + key.type().getTypeName() + " under the key '" + key.name() + "'";
    }

    private static void checkRole(RunRow run, WaitNode node, Answer answer) {
        if (!node.roles().isEmpty() && !node.roles().contains(answer.role())) {
            throw new RefusedException(
                    Reason.ROLE,
                    "'" + node.name() + "' of run " + run.spec().id() + " is decided by " + node.roles() + ", not by "
                            + (answer.role().isEmpty() ? "somebody without a role" : "'" + answer.role() + "'"));
        }
    }

    private void post(RunRow run, Letter.Kind kind, String name, String actor, byte[] body, boolean isUrgent) {
        if (run.state().status().isTerminal()) {
            throw ended(run, kind);
        }
        long now = carrying.time().millis();
        try {
            repository.mailbox().post(new Mail(0, run.number(), kind.word(), name, actor, body, now, isUrgent));
        } catch (StoreException e) {
            RunRow later = repository.query().find(run.number()).orElse(run);
            throw later.state().status().isTerminal() ? ended(later, kind) : e;
        }
        postman.deliver(run);
    }

    private static RefusedException ended(RunRow run, Letter.Kind kind) {
        return wrongState(
                run,
                "takes no " + kind.word() + " any more: it has ended as "
                        + run.state().status());
    }

    private static RefusedException wrongState(RunRow run, String what) {
        return new RefusedException(Reason.WRONG_STATE, "run " + run.spec().id() + " " + what);
    }

    private static String state(RunRow run) {
        String reason = run.state().reason();
        return run.state().status() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}

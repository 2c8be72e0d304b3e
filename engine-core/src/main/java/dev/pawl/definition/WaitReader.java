package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.WaitNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads nodes that wait. Confined to one reading. */
final class WaitReader {
    private final Problems problems;
    private final KeyReader keys;

    WaitReader(Problems problems, KeyReader keys) {
        this.problems = problems;
        this.keys = keys;
    }

    Optional<Node> wait(Form form, Fields fields) {
        boolean isApproval = form == WaitFormat.APPROVAL;
        Optional<String> id = fields.find(Format.ID);
        Optional<String> name = fields.find(WaitFormat.WAIT_NAME);
        Optional<Duration> expiry = fields.find(WaitFormat.EXPIRY);
        Optional<String> outcome = fields.find(isApproval ? WaitFormat.APPROVAL_DEFAULT : WaitFormat.DEFAULT_OUTCOME);
        if (outcome.isPresent() && !fields.has(WaitFormat.EXPIRY)) {
            problems.add(
                    fields.at(WaitFormat.DEFAULT_OUTCOME),
                    "is what is assumed at the expiry, and there is none: say expiry");
        }
        Optional<Key<?>> value = fields.has(WaitFormat.VALUE)
                ? keys.key(fields.raw(WaitFormat.VALUE), fields.at(WaitFormat.VALUE))
                : Optional.empty();
        List<String> roles = isApproval ? roles(fields) : List.of();
        boolean continues = isApproval && fields.get(WaitFormat.CONTINUES, false);
        return id.flatMap(of -> problems.made(
                fields.at(),
                () -> new WaitNode(
                        of,
                        isApproval ? WaitNode.Type.APPROVAL : WaitNode.Type.SIGNAL,
                        name.orElse(of),
                        expiry,
                        expiry.isPresent() ? outcome : Optional.empty(),
                        roles,
                        value,
                        continues)));
    }

    private List<String> roles(Fields fields) {
        List<String> roles = new ArrayList<>();
        List<?> all = fields.find(WaitFormat.ROLES).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            Object each = all.get(i);
            Optional<String> role =
                    each == null ? Optional.empty() : Type.TEXT.reader().apply(each);
            if (role.isEmpty()) {
                problems.add(fields.at(WaitFormat.ROLES).element(i), Type.TEXT.refusal(each));
            }
            role.ifPresent(roles::add);
        }
        return roles;
    }

    Optional<Node> sleep(Fields fields) {
        Optional<String> id = fields.find(Format.ID);
        boolean both = fields.has(WaitFormat.FOR);
        if (both == fields.has(WaitFormat.UNTIL_HOUR)) {
            problems.addHole(fields.at(), "has " + (both ? "both" : "neither") + " for and until: say either");
            return Optional.empty();
        }
        var duration = fields.findOrHole(WaitFormat.FOR);
        var until = fields.findOrHole(WaitFormat.UNTIL_HOUR);
        return id.isEmpty() || duration.isEmpty() && until.isEmpty()
                ? Optional.empty()
                : problems.made(fields.at(), () -> new SleepNode(id.get(), duration, until));
    }
}

package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.WaitNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads signals and approvals. Confined to one reading. */
final class WaitReader {
    private final Problems problems;
    private final KeyReader keys;

    WaitReader(Problems problems, KeyReader keys) {
        this.problems = problems;
        this.keys = keys;
    }

    Optional<Node> read(Form form, Fields fields) {
        boolean isApproval = form == Format.APPROVAL;
        Optional<String> id = fields.find(Format.ID);
        Optional<String> name = fields.find(Format.WAIT_NAME);
        Optional<Duration> expiry = fields.find(Format.EXPIRY);
        Optional<String> outcome = fields.find(isApproval ? Format.APPROVAL_DEFAULT : Format.DEFAULT_OUTCOME);
        if (outcome.isPresent() && !fields.has(Format.EXPIRY)) {
            problems.add(
                    fields.at(Format.DEFAULT_OUTCOME),
                    "is what is assumed at the expiry, and there is none: say expiry");
        }
        Optional<Key<?>> value = fields.has(Format.VALUE)
                ? keys.key(fields.raw(Format.VALUE), fields.at(Format.VALUE))
                : Optional.empty();
        List<String> roles = isApproval ? roles(fields) : List.of();
        boolean continues = isApproval && fields.get(Format.CONTINUES, false);
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
        List<?> all = fields.find(Format.ROLES).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            Object each = all.get(i);
            Optional<String> role =
                    each == null ? Optional.empty() : Type.TEXT.reader().apply(each);
            if (role.isEmpty()) {
                problems.add(fields.at(Format.ROLES).element(i), Type.TEXT.refusal(each));
            }
            role.ifPresent(roles::add);
        }
        return roles;
    }
}

package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a wait: {@code a -> a.role("editor").expires(ofDays(3), "rejected")}. Confined to the call that
 * hands it out.
 */
public final class WaitOptions {
    private final List<String> roles = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private Optional<Duration> expiry = Optional.empty();
    private Optional<String> outcome = Optional.empty();
    private Optional<Key<?>> value = Optional.empty();
    private boolean continues;

    WaitOptions() {}

    /** What the sender calls it; the id when nothing is said. */
    public WaitOptions name(String word) {
        name = Optional.of(word);
        return this;
    }

    /** The run fails when nobody has answered by then. */
    public WaitOptions expires(Duration after) {
        expiry = Optional.of(after);
        return this;
    }

    /** This outcome is assumed when nobody has answered by then. */
    public WaitOptions expires(Duration after, String defaultOutcome) {
        outcome = Optional.of(defaultOutcome);
        return expires(after);
    }

    /** One of the roles that may approve; without any, everybody may. */
    public WaitOptions role(String role) {
        roles.add(requireNonNull(role, "role"));
        return this;
    }

    /** Where the value goes that comes along. */
    public WaitOptions into(Key<?> key) {
        value = Optional.of(key);
        return this;
    }

    /** The run goes on when the approval is rejected, and decides by {@code id.outcome}. */
    public WaitOptions continueWhenRejected() {
        continues = true;
        return this;
    }

    WaitNode node(String id, WaitNode.Type type) {
        return new WaitNode(id, type, name.orElse(id), expiry, outcome, roles, value, continues);
    }
}

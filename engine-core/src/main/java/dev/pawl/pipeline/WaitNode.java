package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for somebody outside, without a thread: for a signal, or for a person who approves or rejects. Its data says
 * the outcome, who decided, in which role and when, as {@code review.outcome}. Immutable.
 *
 * @param name what the sender calls it
 * @param expiry how long it waits
 * @param defaultOutcome what is assumed at expiry; without one the run fails then
 * @param roles who may approve; empty means everybody
 * @param value the key of the value that comes along
 * @param continues whether the run goes on when an approval is rejected; otherwise it fails
 */
public record WaitNode(
        String id,
        Type type,
        String name,
        Optional<Duration> expiry,
        Optional<String> defaultOutcome,
        List<String> roles,
        Optional<Key<?>> value,
        boolean continues)
        implements Node {
    /** The outcome of an approval. */
    public static final String APPROVED = "approved";

    /** The outcome of an approval that was refused. */
    public static final String REJECTED = "rejected";

    /** What is waited for. */
    public enum Type {
        SIGNAL,
        APPROVAL
    }

    public WaitNode {
        Names.checkId(id);
        requireNonNull(type, "type");
        Names.checkId(name);
        requireNonNull(value, "value");
        roles = List.copyOf(roles);
        Names.checkRange("number of roles", roles.size(), 0, 1_000);
        roles.forEach(role -> Names.checkText("role", role));
        expiry.ifPresent(time -> Names.checkPositive("expiry", time));
        defaultOutcome.ifPresent(outcome -> Names.checkText("default outcome", outcome));
        if (defaultOutcome.isPresent() && expiry.isEmpty()) {
            throw new IllegalArgumentException(
                    "wait has the default outcome '" + defaultOutcome.get() + "' and never expires: give it an expiry");
        }
        if (type == Type.SIGNAL && (!roles.isEmpty() || continues)) {
            throw new IllegalArgumentException("signal has roles or goes on when rejected: make it an approval");
        }
        if (type == Type.APPROVAL
                && defaultOutcome
                        .filter(o -> !o.equals(APPROVED) && !o.equals(REJECTED))
                        .isPresent()) {
            throw new IllegalArgumentException(
                    "default outcome '" + defaultOutcome.get() + "' of an approval is neither approved nor rejected");
        }
    }

    @Override
    public String kind() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<String, Object> shape() {
        Shape shape = Shape.of("id", id).and("kind", kind()).andIf(!name.equals(id), "name", name);
        expiry.ifPresent(time -> shape.and("expiry", time));
        shape.and("default", defaultOutcome).andIf(!roles.isEmpty(), "roles", roles);
        value.ifPresent(key -> shape.and("value", Keys.shape(key)));
        return shape.andIf(continues, "continues", true).map();
    }

    @Override
    public List<Key<?>> keys() {
        return value.isPresent() ? List.of(value.get()) : List.of();
    }
}

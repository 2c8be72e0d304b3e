package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.engine.Answer;
import dev.pawl.engine.Run;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.pipeline.WaitOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * A generated wait, and the answer that it gets, which depends on nothing but its path. Immutable.
 *
 * @param into where the value goes that comes along
 * @param continues whether the run goes on when it is rejected
 * @param early whether a signal is to come before anything waits for it, where its path is known before
 * @param seed of names, roles and values
 */
record WaitPlan(
        int number,
        WaitNode.Type type,
        Reply reply,
        Optional<WorkValues.Slot<?>> into,
        boolean continues,
        boolean early,
        int seed)
        implements NodePlan {
    private static final String ROLE = "editor";

    /** What comes. */
    enum Reply {
        YES,
        NO,
        /** Nothing, and then something else is assumed. */
        ASSUMED,
        /** Nothing, and then it fails. */
        EXPIRED,
        /** Nothing, for ever. */
        NEVER;

        boolean isAnswer() {
            return this == YES || this == NO;
        }
    }

    @Override
    public String id() {
        return (type == WaitNode.Type.SIGNAL ? "sig" : "ask") + number;
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        if (type == WaitNode.Type.SIGNAL) {
            sequence.signal(id(), this::options);
        } else {
            sequence.approval(id(), this::options);
        }
    }

    private WaitOptions options(WaitOptions options) {
        boolean isApproval = type == WaitNode.Type.APPROVAL;
        options.name("go-" + seed % 2);
        into.ifPresent(slot -> options.into(slot.key()));
        if (isApproval && hasRole()) {
            options.role(ROLE).role("owner");
        }
        if (isApproval && continues) {
            options.continueWhenRejected();
        }
        Duration soon = Duration.ofMillis(1 + seed % 3);
        return switch (reply) {
            case YES, NO -> seed % 5 == 0 ? options.expires(Duration.ofDays(1)) : options;
            case ASSUMED ->
                options.expires(soon, isApproval ? continues ? WaitNode.REJECTED : WaitNode.APPROVED : "late");
            case EXPIRED -> options.expires(soon);
            case NEVER -> options;
        };
    }

    private boolean hasRole() {
        return seed % 3 == 0;
    }

    /** Tells the run what it waits for at this path, if it ever is to be told. */
    void answer(Run run, String path) {
        if (!reply.isAnswer()) {
            return;
        }
        int dice = Math.abs(path.hashCode() % 1_000) + seed;
        Answer answer = Answer.by("user " + dice % 7);
        answer = hasRole() ? answer.as(ROLE) : answer;
        answer = dice % 2 == 0 ? answer.saying("because of " + dice) : answer;
        if (into.isPresent() && dice % 4 > 0) {
            answer = answer.with(value(into.get(), dice));
        }
        if (type == WaitNode.Type.SIGNAL) {
            run.signal(path, answer);
        } else if (reply == Reply.YES) {
            run.approve(path, answer);
        } else {
            run.reject(path, answer);
        }
    }

    private static <T> Key.Value<T> value(WorkValues.Slot<T> slot, long number) {
        return slot.key().is(slot.value().apply(number));
    }
}

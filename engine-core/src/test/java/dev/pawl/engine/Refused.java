package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.engine.RefusedException.Reason;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an engine does not take. */
final class Refused {
    private Refused() {}

    static AbstractThrowableAssert<?, ? extends Throwable> refused(Reason reason, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    static void refused(Reason reason, String message, ThrowingCallable call) {
        refused(reason, call).hasMessage(message);
    }
}

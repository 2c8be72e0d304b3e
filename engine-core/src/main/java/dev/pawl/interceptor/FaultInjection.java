package dev.pawl.interceptor;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import java.util.function.DoubleSupplier;

/**
 * Lets a step fail as often as its {@code errorChance} wishes, before its body runs; for demonstrations and tests. An engine adds this
 * link by itself when a pipeline asks for it. Thread-safe when its chance is.
 */
public final class FaultInjection implements StepInterceptor {
    private final DoubleSupplier chance;

    /** @param chance gives numbers from 0 up to 1 */
    public FaultInjection(DoubleSupplier chance) {
        this.chance = requireNonNull(chance, "chance");
    }

    @Override
    public StepResult intercept(Chain chain) throws Exception {
        double wished = chain.step().errorChance();
        if (wished > 0 && chance.getAsDouble() < wished) {
            throw new InjectedFault("step '" + chain.step().path() + "' was made to fail, with a chance of " + wished);
        }
        return chain.proceed();
    }

    @Override
    public String toString() {
        return "FaultInjection";
    }

    /** A failure that was wished for. */
    public static final class InjectedFault extends Exception {
        private static final long serialVersionUID = 1L;

        InjectedFault(String message) {
            super(message);
        }
    }
}

package dev.pawl.execution;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A condition that is asked, where it is foreign code: without the run's lock. Confined to one strand. */
record Question<A>(Callable<A> ask, Consumer<A> answer, Consumer<Throwable> failure) implements Task {
    /** Asks at once when that is no foreign code. */
    Task orNow(boolean isForeign) {
        if (isForeign) {
            return this;
        }
        perform().run();
        return Strand.GO_ON;
    }

    @Override
    public Runnable perform() {
        try {
            A answered = ask.call();
            return () -> answer.accept(answered);
        } catch (Throwable thrown) {
            return () -> failure.accept(thrown);
        }
    }

    @Override
    public boolean isAfterCommit() {
        return false;
    }
}

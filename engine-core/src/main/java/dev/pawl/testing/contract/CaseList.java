package dev.pawl.testing.contract;

import dev.pawl.store.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Collects cases; each gets a repository of its own, a thread of its own and a limit of time, so that a repository which hangs fails a
 * case and not the build. Confined to the thread that collects.
 */
final class CaseList {
    private static final long LIMIT_SECONDS = 60;

    private final Supplier<Repository> fresh;
    private final List<ContractCase> cases = new ArrayList<>();

    CaseList(Supplier<Repository> fresh) {
        this.fresh = fresh;
    }

    CaseList add(String name, Check check) {
        cases.add(new ContractCase(name, () -> limited(name, check)));
        return this;
    }

    List<ContractCase> cases() {
        return List.copyOf(cases);
    }

    private void limited(String name, Check check) throws Exception {
        var task = new FutureTask<Void>(() -> {
            try (Repository repository = fresh.get()) {
                check.on(Bench.with(repository));
            }
            return null;
        });
        var thread = new Thread(task, "contract " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            var stuck =
                    new AssertionError(name + ": not finished after " + LIMIT_SECONDS + " s, it stands at the cause");
            stuck.initCause(standsAt(thread));
            task.cancel(true);
            throw stuck;
        } catch (ExecutionException e) {
            throw asFailure(name, e.getCause());
        }
    }

    private static Throwable standsAt(Thread thread) {
        var place = new IllegalStateException(thread.getName());
        place.setStackTrace(thread.getStackTrace());
        return place;
    }

    private static AssertionError asFailure(String name, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new AssertionError(name + ": did not expect " + thrown, thrown);
    }

    /** What a case does with its repository. */
    @FunctionalInterface
    interface Check {
        void on(Bench bench) throws Exception;
    }
}

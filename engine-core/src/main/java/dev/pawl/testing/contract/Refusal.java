package dev.pawl.testing.contract;

import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import dev.pawl.testing.Expect;

/** What a repository has to refuse, and with which reason. Stateless. */
final class Refusal {
    private Refusal() {}

    static StoreException expected(StoreException.Reason reason, ContractCase.Body body, String what) throws Exception {
        try {
            body.run();
        } catch (StoreException e) {
            if (e.reason() == reason) {
                return e;
            }
            throw new AssertionError(what + ": expected " + reason + " but was refused as " + e.reason(), e);
        }
        throw new AssertionError(what + ": expected " + reason + " but was not refused");
    }

    /** Waits for the commit, and compares the two ways in which it tells of its refusal. */
    static StoreException expected(StoreException.Reason reason, Commit commit, String what) throws Exception {
        var thrown = expected(reason, commit::await, what);
        Expect.that(commit.isDone(), what + " is done when it is refused");
        Expect.equal(reason, commit.refusal().map(StoreException::reason).orElse(null), "the refusal of " + what);
        return thrown;
    }
}

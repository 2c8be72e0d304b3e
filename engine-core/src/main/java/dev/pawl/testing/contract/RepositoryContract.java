package dev.pawl.testing.contract;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Repository;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What every repository has to keep, as plain cases for any test framework. A name is a claim; its body throws an
 * {@link AssertionError} when the claim does not hold. A case takes a fresh repository, closes it, and needs no other case to
 * have run. Immutable.
 */
public final class RepositoryContract {
    private RepositoryContract() {}

    /**
     * The cases for any repository.
     *
     * @param fresh gives an empty repository each time
     */
    public static List<ContractCase> cases(Supplier<Repository> fresh) {
        var list = new CaseList(requireNonNull(fresh, "fresh"));
        LogCases.addTo(list);
        ContentCases.addTo(list);
        DefinitionCases.addTo(list);
        FenceCases.addTo(list);
        FollowCases.addTo(list);
        CommitCases.addTo(list);
        OnDoneCases.addTo(list);
        ChangeCases.addTo(list);
        SubmitCases.addTo(list);
        ClaimCases.addTo(list);
        NextDueCases.addTo(list);
        LimitCases.addTo(list);
        PauseCases.addTo(list);
        CapacityCases.addTo(list);
        ConcurrencyKeyCases.addTo(list);
        QueueStateCases.addTo(list);
        OwnerCases.addTo(list);
        SuspectCases.addTo(list);
        MailCases.addTo(list);
        MailWakeCases.addTo(list);
        MailToOwnerCases.addTo(list);
        WaitCases.addTo(list);
        QueryCases.addTo(list);
        EndedCases.addTo(list);
        FindCases.addTo(list);
        WatchCases.addTo(list);
        ClosingCases.addTo(list);
        RaceCases.addTo(list);
        QueueRaceCases.addTo(list);
        return list.cases();
    }

    /**
     * The cases for a repository whose data outlives it.
     *
     * @param fresh gives an empty repository each time
     * @param reopen closes a repository and opens the same data again
     */
    public static List<ContractCase> durableCases(Supplier<Repository> fresh, UnaryOperator<Repository> reopen) {
        var list = new CaseList(requireNonNull(fresh, "fresh"));
        new DurableCases(requireNonNull(reopen, "reopen")).addTo(list);
        new DurableQueueCases(reopen).addTo(list);
        return list.cases();
    }
}

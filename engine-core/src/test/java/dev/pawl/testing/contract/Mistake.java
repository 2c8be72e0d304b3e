package dev.pawl.testing.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Repository;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A deliberate mistake in a repository. Immutable. */
final class Mistake {
    private Mistake() {}

    /** Proves that the case with that name fails when the mistake is made. */
    static void caught(String claim, UnaryOperator<Altered> mistake) {
        Supplier<Repository> broken = () -> mistake.apply(Altered.of(InMemoryRepository.create()));
        ContractCase named = RepositoryContract.cases(broken).stream()
                .filter(candidate -> candidate.name().equals(claim))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(named::run)
                .as(claim)
                .isInstanceOf(AssertionError.class)
                .message()
                .isNotBlank();
    }
}

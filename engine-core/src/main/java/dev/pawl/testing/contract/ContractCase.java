package dev.pawl.testing.contract;

import static java.util.Objects.requireNonNull;

/**
 * One claim of a contract, and the body that tries to refute it. Any test framework can run it:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *   return RepositoryContract.cases(InMemoryRepository::create).stream()
 *       .map(c -> DynamicTest.dynamicTest(c.name(), c::run));
 * }
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param name the claim, in camel case
 */
public record ContractCase(String name, Body body) {
    public ContractCase {
        requireNonNull(name, "name");
        requireNonNull(body, "body");
    }

    /** Tries the claim; throws an {@link AssertionError} that says what was found when it does not hold. */
    public void run() throws Exception {
        body.run();
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a case does. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }
}

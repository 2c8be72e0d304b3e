package dev.pawl.sqlite;

import dev.pawl.store.Repository;
import dev.pawl.testing.contract.ContractCase;
import dev.pawl.testing.contract.RepositoryContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every repository has to keep. */
class SqliteContractTest {
    @TempDir
    Path folder;

    private final AtomicInteger files = new AtomicInteger();
    private final Map<Repository, Path> paths = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return tests(RepositoryContract.cases(this::fresh).stream());
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfDurableOnes() {
        return tests(RepositoryContract.durableCases(this::fresh, this::reopened).stream());
    }

    private static Stream<DynamicTest> tests(Stream<ContractCase> cases) {
        return cases.map(claim -> DynamicTest.dynamicTest(claim.name(), claim::run));
    }

    private Repository fresh() {
        return open(folder.resolve("store" + files.incrementAndGet() + ".db"));
    }

    private Repository reopened(Repository before) {
        before.close();
        return open(paths.get(before));
    }

    private Repository open(Path path) {
        Repository repository = SqliteRepository.open(path);
        paths.put(repository, path);
        return repository;
    }
}

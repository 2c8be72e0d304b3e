package dev.pawl.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.contract.RepositoryContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InMemoryRepositoryTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return RepositoryContract.cases(InMemoryRepository::create).stream()
                .map(claim -> DynamicTest.dynamicTest(claim.name(), claim::run));
    }

    @Test
    void isNotDurable() {
        try (var repository = InMemoryRepository.create()) {
            assertThat(repository.isDurable()).isFalse();
        }
    }
}

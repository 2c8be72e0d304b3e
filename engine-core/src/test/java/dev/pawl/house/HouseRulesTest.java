package dev.pawl.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that each rule of the house can be broken: a check that cannot fail proves nothing. */
class HouseRulesTest {
    @ParameterizedTest
    @CsvSource({
        "api, dev.pawl.event",
        "event, dev.pawl.pipeline",
        "pipeline, dev.pawl.event",
        "store, dev.pawl.files",
        "files, dev.pawl.event",
        "execution, dev.pawl.registry",
        "execution, dev.pawl.dispatch",
        "feed, dev.pawl.files",
        "archive, dev.pawl.report",
        "engine, dev.pawl.conversation",
        "plan, dev.pawl.conversation",
        "engine, dev.pawl.sqlite",
        "store, dev.pawl.store.rows",
        "store, dev.pawl",
        "execution, com.fasterxml.jackson.databind",
        "memory, java.sql",
        "event, org.slf4j",
        "engine, sun.misc",
    })
    void refusesAnImportThatGoesUpOrSideways(String from, String to) {
        var used = new Dependency("X.java", "dev.pawl." + from, to);

        assertThat(House.ofPawl().complaints(List.of(used)))
                .containsExactly("X.java: dev.pawl." + from + " may not use " + to);
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline, dev.pawl.api",
        "feed, dev.pawl.store",
        "json, com.fasterxml.jackson.databind",
        "interceptor, org.slf4j",
        "memory, java.util.concurrent",
        "testing, dev.pawl.engine",
    })
    void acceptsAnImportThatGoesDown(String from, String to) {
        var used = new Dependency("X.java", "dev.pawl." + from, to);

        assertThat(House.ofPawl().complaints(List.of(used))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dev.pawl.cellar", "dev.pawl", "dev.pawl.store.rows", "org.example"})
    void refusesAPackageThatIsNotInTheTable(String from) {
        var used = new Dependency("X.java", from, "java.util");

        assertThat(House.ofPawl().complaints(List.of(used)))
                .containsExactly("X.java: " + from + " is no package of the house");
    }

    @Test
    void seesImportsAndFullNamesAlsoInComments() {
        var file = new SourceFile("X.java", """
                package dev.pawl.api;

                import static dev.pawl.event.ProgressEvent.of;
                import dev.pawl.store.*;
                import org.slf4j.Logger;

                /** See {@link dev.pawl.engine.WorkflowEngine} and {@code dev.pawl.plan}. */
                interface X {
                    dev.pawl.json.Codec codec = dev.pawl.json.Codec.of("dev.pawl.files");
                }
                """);

        assertThat(file.dependencies())
                .extracting(Dependency::to)
                .containsExactlyInAnyOrder(
                        "dev.pawl.event",
                        "dev.pawl.store",
                        "org.slf4j",
                        "dev.pawl.api",
                        "dev.pawl.engine",
                        "dev.pawl.plan",
                        "dev.pawl.json");
        assertThat(House.ofPawl().complaints(file.dependencies())).hasSize(6);
    }

    @Test
    void findsTheCircleInAGraph() {
        var uses = Set.of(use("a", "b"), use("b", "c"), use("c", "d"), use("d", "b"), use("a", "e"));

        assertThat(PackageGraph.circle(uses)).containsExactly("b", "c", "d", "b");
    }

    @Test
    void findsNoCircleWhereTwoWaysMeet() {
        var uses = Set.of(use("a", "b"), use("a", "c"), use("b", "d"), use("c", "d"), use("d", "d"));

        assertThat(PackageGraph.circle(uses)).isEmpty();
    }

    @Test
    void readsWhatAPackageUsesFromItsClasses() throws Exception {
        var location = getClass().getProtectionDomain().getCodeSource().getLocation();

        assertThat(PackageGraph.ofClasses(Path.of(location.toURI())))
                .contains(use("dev.pawl.house", "java.util.spi"), use("dev.pawl", "dev.pawl.house"))
                .contains(use("dev.pawl.house", "org.assertj.core.api"));
    }

    @Test
    void refusesAFileOverTheLimit() {
        var fits = new SourceFile("Fits.java", "\n".repeat(350));
        var tooLong = new SourceFile("TooLong.java", "\n".repeat(351));

        assertThat(FileRules.tooLong(List.of(fits, tooLong))).containsExactly("TooLong.java: 351 lines, at most 350");
    }

    @Test
    void refusesAPackageNameThatSaysNothing() {
        var good = new SourceFile("Good.java", "package dev.pawl.utility;");
        var bad = new SourceFile("Bad.java", "package dev.pawl.internal.rows;");

        assertThat(FileRules.emptyPackageNames(List.of(good, bad)))
                .containsExactly("Bad.java: the package name dev.pawl.internal.rows says nothing");
    }

    @Test
    void refusesAPhrase() {
        var good = new SourceFile("Good.java", "latch.await();");
        var bad = new SourceFile("Bad.java", "wait(); idle(5);");

        assertThat(FileRules.holding("idle(", "use a latch", List.of(good, bad)))
                .containsExactly("Bad.java: idle( - use a latch");
    }

    private static Dependency use(String from, String to) {
        return new Dependency("classes", from, to);
    }
}

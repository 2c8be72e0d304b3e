package dev.pawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.house.Dependency;
import dev.pawl.house.FileRules;
import dev.pawl.house.House;
import dev.pawl.house.PackageGraph;
import dev.pawl.house.SourceFile;
import dev.pawl.house.SourceTree;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture: what may use what, and the rules that every file keeps. */
class HouseTest {
    private static final SourceTree SOURCES = SourceTree.read();

    @Test
    void sourcesImportOnlyWhatIsBelow() {
        Set<Dependency> used = new LinkedHashSet<>();
        for (SourceFile file : SOURCES.mainOfCore()) {
            // Also for a file without any import: its own package must be in the table.
            used.add(new Dependency(file.path(), file.packageName(), file.packageName()));
            used.addAll(file.dependencies());
        }

        assertThat(used).isNotEmpty();
        assertThat(House.ofPawl().complaints(used)).isEmpty();
    }

    @Test
    void classesUseOnlyWhatIsBelow() throws Exception {
        Set<Dependency> used = PackageGraph.ofClasses(mainClasses());

        assertThat(used).isNotEmpty();
        assertThat(House.ofPawl().complaints(used)).isEmpty();
    }

    @Test
    void packagesFormNoCircle() throws Exception {
        assertThat(PackageGraph.circle(PackageGraph.ofClasses(mainClasses()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.pawl.api.Step",
                "dev.pawl.api.WorkflowContext",
                "dev.pawl.pipeline.Pipeline",
                "dev.pawl.event.ProgressListener"
            })
    void theContractIsMadeOfInterfaces(String name) throws Exception {
        assertThat(Class.forName(name)).isInterface();
    }

    @Test
    void noFileIsTooLong() {
        assertThat(FileRules.tooLong(SOURCES.all())).isEmpty();
    }

    @Test
    void everyPackageNameSaysSomething() {
        assertThat(FileRules.emptyPackageNames(SOURCES.all())).isEmpty();
    }

    @Test
    void noTestSleeps() {
        String phrase = "Thread." + "sleep(";

        assertThat(FileRules.holding(phrase, "use a latch or a settable clock", SOURCES.tests()))
                .isEmpty();
    }

    @Test
    void nothingThrowsABareRuntimeException() {
        String phrase = "new RuntimeException(";

        assertThat(FileRules.holding(phrase, "use a subclass of the engine's own exception", SOURCES.main()))
                .isEmpty();
    }

    private static Path mainClasses() throws URISyntaxException, ClassNotFoundException {
        Class<?> anyClass = Class.forName("dev.pawl.api.Step");
        return Path.of(
                anyClass.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who belongs to a program, on machines that are made up and on this one. */
class FamilyTest {
    private static final Identity PROGRAM = new Identity(100, 50, true, "era", "m");
    private static final List<News> SILENCE = List.of(new News.Silent(), new News.Silent());

    /** Processes that are there and keep still. */
    private record Still(List<Entry> all, Set<Long> marked) implements ProcessTable {
        @Override
        public Optional<Entry> find(long pid) {
            return all.stream().filter(each -> each.pid() == pid).findFirst();
        }

        @Override
        public boolean hasVariable(long pid, String nameAndValue) {
            assertThat(nameAndValue).isEqualTo("PAWL_PROCESS=m");
            return marked.contains(pid);
        }

        @Override
        public String era() {
            return "era";
        }
    }

    private static List<Long> members(Set<Long> marked, ProcessTable.Entry... all) {
        return new Family(new Still(List.of(all), marked), PROGRAM).members();
    }

    private static ProcessTable.Entry entry(long pid, long parent, long session, long start) {
        return new ProcessTable.Entry(pid, parent, session, start, false);
    }

    /** Windows ends a program that crashes with such a number. */
    @Test
    void aProgramMayEndWithANegativeNumber() {
        Output output = new Output(OutputLimits.DEFAULT, Optional.empty());
        output.ended(new News.Ended(-1_073_741_819, System.nanoTime(), false));
        output.news.addAll(SILENCE);

        assertThat(supervised(output, Duration.ofMillis(100))).isEqualTo(-1_073_741_819);
        assertThat(new ProcessFailedException("", -1, List.of()).exit()).hasValue(-1);
    }

    @Test
    void aProgramThatEndedInTimeIsNotTooLateBecauseItsLinesAreLoggedFirst() {
        Output output = new Output(OutputLimits.DEFAULT, Optional.empty());
        for (int i = 0; i < 100; i++) {
            output.line(new Line(false, "line " + i, 0), 1);
        }
        output.ended(new News.Ended(7, System.nanoTime(), false));
        output.news.addAll(SILENCE);

        assertThat(supervised(output, Duration.ofNanos(1))).isEqualTo(7);
    }

    @Test
    void aProgramThatEndedBehindItsTimeoutIsTooLateThoughItsEndIsKnown() {
        Output output = new Output(OutputLimits.DEFAULT, Optional.empty());
        output.line(new Line(false, "line", 0), 1);
        output.ended(new News.Ended(0, System.nanoTime() + Duration.ofHours(1).toNanos(), false));
        output.news.addAll(SILENCE);

        assertThatThrownBy(() -> supervised(output, Duration.ofNanos(1)))
                .hasRootCauseMessage("program 'x' took longer than its timeout of PT0.000000001S and was ended; give it"
                        + " more time, or less to do");
    }

    private static Object supervised(Output output, Duration timeout) {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "run",
                        context -> StepResult.done(
                                "",
                                new Supervision("program 'x'", PROGRAM, new Still(List.of(), Set.of()), output, context)
                                        .await(Optional.of(timeout))))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            return engine.run(pipeline).result("run");
        }
    }

    @Test
    void isTheProgramWithAllBelowItInItsSessionOrWithItsVariable() {
        assertThat(members(
                        Set.of(105L),
                        entry(1, 0, 1, 0),
                        entry(100, 1, 100, 50),
                        entry(103, 101, 103, 53),
                        entry(101, 100, 100, 51),
                        entry(104, 1, 100, 54),
                        entry(105, 1, 105, 55),
                        entry(106, 105, 106, 56),
                        entry(107, 1, 107, 57)))
                .containsExactly(100L, 101L, 103L, 104L, 105L, 106L);
    }

    /** A step that deploys its own host anew: what it has started is now the one that looks for it. */
    @Test
    void isNotThisJvmThatItHasStartedNorWhatThatHasStarted() {
        long self = ProcessHandle.current().pid();

        assertThat(members(
                        Set.of(self, self + 1_001, self + 1_002),
                        entry(100, 1, 100, 50),
                        entry(self, 100, 100, 51),
                        entry(self + 1_001, self, 100, 52),
                        entry(self + 1_002, self + 1_001, self + 1_002, 53),
                        entry(self + 1_003, 100, 100, 54)))
                .containsExactly(100L, self + 1_003);
    }

    @Test
    void isAlsoWhatBelongsToThisJvmWhenThatIsOlder() {
        long self = ProcessHandle.current().pid();

        assertThat(members(
                        Set.of(self + 1_001),
                        entry(self, 1, 1, 40),
                        entry(100, self, 100, 50),
                        entry(self + 1_001, self, 9, 51)))
                .containsExactly(100L, self + 1_001);
    }

    @Test
    void isNotWhoHasGotItsNumberLaterNorThatOnesSession() {
        assertThat(members(Set.of(105L), entry(100, 1, 100, 70), entry(101, 100, 100, 71), entry(105, 1, 105, 72)))
                .containsExactly(105L);
    }

    @Test
    void isNotWhatIsOlderOrHasEnded() {
        assertThat(members(
                        Set.of(99L, 102L),
                        entry(99, 1, 100, 49),
                        new ProcessTable.Entry(100, 1, 100, 50, true),
                        new ProcessTable.Entry(102, 100, 100, 52, true)))
                .isEmpty();
    }

    @Test
    void remembersWhomItHasSeen() {
        List<ProcessTable.Entry> all = new ArrayList<>(List.of(entry(100, 1, 100, 50), entry(101, 100, 101, 51)));
        Family family = new Family(new Still(all, Set.of()), PROGRAM);
        assertThat(family.members()).containsExactly(100L, 101L);

        all.clear();
        all.addAll(List.of(entry(101, 1, 101, 51), entry(102, 101, 101, 52)));

        assertThat(family.members()).containsExactly(101L, 102L);
    }

    @Test
    void withoutASessionOfItsOwnAForeignSessionOfItsNumberDoesNotCount() {
        Identity plain = new Identity(100, 50, false, "era", "m");

        assertThat(new Family(new Still(List.of(entry(104, 1, 100, 54)), Set.of()), plain).members())
                .isEmpty();
    }

    @Test
    void aNoteTellsWhichProcessItWasAndAnotherTextTellsNothing() {
        assertThat(Identity.ofNote(PROGRAM.toNote())).contains(PROGRAM);
        assertThat(Identity.ofNote("page 7")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineShowsAProcessThatRuns() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", Processes.longTime());
        builder.environment().put(Identity.VARIABLE, "here");
        Process process = builder.start();
        try {
            for (ProcessTable table : List.of(new LinuxProcesses(), new JdkProcesses())) {
                ProcessTable.Entry entry = table.find(process.pid()).orElseThrow();
                assertThat(entry.parent()).isEqualTo(ProcessHandle.current().pid());
                assertThat(entry.hasEnded()).isFalse();
                assertThat(table.all()).contains(entry);
                assertThat(table.find(process.pid())).contains(entry);
            }
            assertThat(new LinuxProcesses().era()).contains("/pid:[");
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        assertThat(new LinuxProcesses().find(process.pid()).filter(left -> !left.hasEnded()))
                .isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void alsoAMachineThatTellsLittleIsRidOfATree() throws Exception {
        String time = Processes.longTime();
        Process process =
                new ProcessBuilder("sh", "-c", "sleep " + time + " & sleep " + time + " & echo; wait").start();
        process.inputReader().readLine();
        JdkProcesses table = new JdkProcesses();
        long start = table.find(process.pid()).orElseThrow().start();

        List<Long> left =
                new Family(table, new Identity(process.pid(), start, false, "", "m")).end(Duration.ofSeconds(5));

        assertThat(left).isEmpty();
        assertThat(Processes.having(time)).isEmpty();
    }
}

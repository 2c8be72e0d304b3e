package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets, and what is had of it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ProcessStepTest {
    private static final Key<String> QUESTION = Key.of("question", String.class);
    private static final Key<String> ANSWER = Key.of("answer", String.class);

    @TempDir
    Path folder;

    @Test
    void linesGoToTheLogAndTheResultToTheData() throws Exception {
        try (OneStep one = OneStep.start(ProcessStep.of("sh", "-c", "echo one; echo two >&2; echo three"))) {
            Values result = one.end().orThrow();

            assertThat(result.result(OneStep.ID))
                    .isEqualTo(Map.of("exit", 0, "stdout", "one\nthree\n", "stdoutDropped", 0, "logDropped", 0));
            assertThat(one.lines())
                    .containsExactlyInAnyOrder("one", "! two", "three")
                    .containsSubsequence("one", "three");
        }
    }

    @Test
    void itsDataHasAnOrder() throws Exception {
        assertThat(OneStep.data(ProcessStep.of("true")).keySet())
                .containsExactly("exit", "stdout", "stdoutDropped", "logDropped");
    }

    @Test
    void runsOnTheCallersThreadToo() {
        Pipeline ask = Pipeline.named("ask")
                .input(QUESTION)
                .step(
                        "tr",
                        ProcessStep.of("tr", "a-z", "A-Z")
                                .stdin(context -> context.get(QUESTION))
                                .stdout(ANSWER))
                .build();

        try (WorkflowEngine engine = WorkflowEngine.create()) {
            Values result = engine.run(ask, QUESTION.is("grüße"));

            assertThat(result.get(ANSWER)).isEqualTo("GRüßE");
            assertThat(result.result("tr")).isEqualTo(Map.of("exit", 0, "logDropped", 0L));
        }
    }

    @Test
    void aProgramThatReadsAndGetsNothingEndsAtOnce() throws Exception {
        long start = System.nanoTime();

        assertThat(OneStep.data(ProcessStep.of("cat"))).containsEntry("stdout", "");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aLongInputReachesAProgramThatAnswersMeanwhileAndMayBeLeftUnread() throws Exception {
        String megabyte = "0123456789abcde\n".repeat(65_536);
        OutputLimits limits = OutputLimits.DEFAULT.keep(1 << 20).log(0);

        assertThat(OneStep.data(ProcessStep.of("cat").stdin(context -> megabyte).limits(limits)))
                .containsEntry("stdout", megabyte);
        assertThat(OneStep.data(ProcessStep.of("true").stdin(context -> megabyte)))
                .containsEntry("exit", 0);
    }

    @Test
    void argumentsAreTakenAsTheyAre() throws Exception {
        List<String> strange = List.of("; rm -rf /", "$(date)", "`id`", "%PATH%", "$HOME", "a b", "", "*", "'\"", "ü");

        ProcessStep print = ProcessStep.of(context -> {
            List<String> words = new java.util.ArrayList<>(List.of("printf", "<%s>"));
            words.addAll(strange);
            return words;
        });

        assertThat(OneStep.data(print)).containsEntry("stdout", "<" + String.join("><", strange) + ">");
    }

    @Test
    void onlySomeVariablesArePassedOn() throws Exception {
        ProcessStep env = ProcessStep.of("env").env("OWN", "a=b").env("RUN", context -> context.path());
        String inherited = System.getenv().keySet().stream()
                .filter(name -> name.matches("[A-Z]+") && !Spec.INHERITED.contains(name))
                .findFirst()
                .orElseThrow();

        assertThat(variables(env)).containsEntry("OWN", "a=b").containsEntry("RUN", OneStep.ID);
        assertThat(variables(env).keySet())
                .allMatch(name -> Spec.INHERITED.contains(name)
                        || List.of("OWN", "RUN", "PAWL_PROCESS").contains(name)
                        // What a shell sets by itself.
                        || List.of("PWD", "SHLVL", "_", "OLDPWD").contains(name));
        assertThat(variables(env.inherit(inherited))).containsEntry(inherited, System.getenv(inherited));
    }

    private static Map<String, String> variables(ProcessStep env) throws InterruptedException {
        return ((String) OneStep.data(env).get("stdout"))
                .lines()
                .collect(java.util.stream.Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    @Test
    void worksInItsFolderAndFindsProgramsThere() throws Exception {
        Path program = Files.writeString(folder.resolve("say"), "#!/bin/sh\npwd\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(OneStep.data(ProcessStep.of("./say").folder(folder)))
                .containsEntry("stdout", folder.toRealPath() + "\n");
    }

    @Test
    void anExitCodeThatIsNotAcceptedFailsTheStepWithItsLastErrors() throws Exception {
        ProcessStep fails = ProcessStep.of("sh", "-c", "echo first >&2; echo last >&2; exit 3");

        try (OneStep one = OneStep.start(fails, s -> s.retry(2))) {
            assertThatThrownBy(() -> one.end().orThrow()).hasRootCauseInstanceOf(ProcessFailedException.class);

            assertThat(one.failures())
                    .hasSize(2)
                    .allSatisfy(
                            failed -> assertThat(failed.message())
                                    .isEqualTo(
                                            "program 'sh' ended with exit code 3; accepted is 0; its last errors: first | last"));
        }
        assertThat(OneStep.data(fails.accept(0, 3))).containsEntry("exit", 3);
    }

    @Test
    void aSignalIsNamed() throws Exception {
        try (OneStep one = OneStep.start(ProcessStep.of("sh", "-c", "kill -9 $$"))) {
            assertThatThrownBy(() -> one.end().orThrow())
                    .rootCause()
                    .hasMessage("program 'sh' was ended by signal 9 (exit code 137); accepted is 0; it wrote no error")
                    .extracting(thrown -> ((ProcessFailedException) thrown).exit())
                    .isEqualTo(OptionalInt.of(137));
        }
    }

    @Test
    void aResultThatIsTooLongForAKeyIsRefusedAndNotCut() throws Exception {
        OutputLimits ten = OutputLimits.DEFAULT.keep(10);
        ProcessStep eleven = ProcessStep.of("printf", "12345678901").limits(ten);

        assertThat(OneStep.data(eleven)).containsEntry("stdout", "1234567890").containsEntry("stdoutDropped", 1);
        try (OneStep one = OneStep.start(eleven.stdout(ANSWER))) {
            assertThatThrownBy(() -> one.end().orThrow())
                    .rootCause()
                    .hasMessage("program 'printf' wrote 11 bytes to its standard output, and 10 are kept for key"
                            + " 'answer'; raise the limit 'keep', or have it write a file");
        }
    }

    @Test
    void theFileGetsAllLinesBehindThoseThatAreThere() throws Exception {
        Path file = folder.resolve("logs/out.log");
        ProcessStep says = ProcessStep.of("sh", "-c", "echo a; echo b").outputFile(context -> file);

        OneStep.data(says);
        OneStep.data(says.limits(OutputLimits.DEFAULT.file(2)));

        assertThat(file).hasContent("a\nb\na\n… 2 bytes dropped\n");
    }

    @Test
    void aFileThatIsNotNamedInFullIsInTheFolderOfTheStep() throws Exception {
        OneStep.data(ProcessStep.of("echo", "a").folder(folder).outputFile(context -> Path.of("logs", "out.log")));

        assertThat(folder.resolve("logs/out.log")).hasContent("a\n");
    }

    @Test
    void aFunctionThatGivesNullIsNamed() throws Exception {
        ProcessStep plain = ProcessStep.of("true");

        assertGivesNull(ProcessStep.of(context -> null), "the command");
        assertGivesNull(ProcessStep.of(context -> Arrays.asList("echo", null)), "argument 1 of the command");
        assertGivesNull(plain.env("OWN", context -> null), "variable 'OWN'");
        assertGivesNull(plain.stdin(context -> null), "stdin");
        assertGivesNull(plain.folder(context -> null), "the folder");
        assertGivesNull(plain.outputFile(context -> null), "the output file");
    }

    private static void assertGivesNull(ProcessStep step, String what) throws InterruptedException {
        try (OneStep one = OneStep.start(step)) {
            assertThatThrownBy(() -> one.end().orThrow())
                    .rootCause()
                    .hasMessage("the function that gives " + what
                            + " of an external program gave null; give a value, or do not name it at all");
        }
    }

    @Test
    void aFileThatCannotBeOpenedFailsTheStepBeforeTheProgramStarts() throws Exception {
        Path made = folder.resolve("made");

        try (OneStep one =
                OneStep.start(ProcessStep.of("touch", made.toString()).outputFile(context -> folder))) {
            assertThatThrownBy(() -> one.end().orThrow())
                    .rootCause()
                    .hasMessageStartingWith("the output file " + folder + " cannot be opened");
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeMeant() {
        ProcessStep step = ProcessStep.of("true");

        assertThatThrownBy(() -> step.timeout(Duration.ZERO))
                .hasMessage("timeout is not positive and at most PT240000H: PT0S");
        assertThatThrownBy(() -> step.env("a=b", "c"))
                .hasMessage("'a=b' is no name of a variable: it is empty or holds = or NUL");
        assertThatThrownBy(() -> step.env("server.port", "80"))
                .hasMessage("the variable 'server.port' would not reach the program, as the shell that starts it drops"
                        + " names of other than letters, digits and _; give the value in another way");
        assertThatThrownBy(() -> step.inherit("A-B")).hasMessageStartingWith("the variable 'A-B' would not reach");
        assertThatThrownBy(() -> step.accept())
                .hasMessage("accepts no exit code, so the step could never be done; name one");
        assertThatThrownBy(() -> OutputLimits.DEFAULT.line(0))
                .hasMessage("limit 'line' is not from 1 to 16777216 bytes: 0");
    }

    @Test
    void copiesDoNotChangeEachOther() throws Exception {
        ProcessStep plain = ProcessStep.of("sh", "-c", "echo $OWN; exit 1");
        ProcessStep accepting = plain.accept(1);
        accepting.env("OWN", "other");

        assertThat(OneStep.data(accepting)).containsEntry("stdout", "\n");
        try (OneStep one = OneStep.start(plain)) {
            assertThatThrownBy(() -> one.end().orThrow()).hasRootCauseInstanceOf(ProcessFailedException.class);
        }
    }

    @Test
    void isAStepLikeAnyOther() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "run",
                        ProcessStep.of("no-such-program"),
                        s -> s.retry(5).fallback(context -> StepResult.done("", "by hand")))
                .build();

        try (WorkflowEngine engine = WorkflowEngine.create()) {
            assertThat(engine.run(pipeline, Inputs.none()).result("run")).isEqualTo("by hand");
        }
    }
}

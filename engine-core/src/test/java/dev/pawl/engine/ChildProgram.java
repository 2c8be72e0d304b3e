package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the tests in a JVM of its own. */
final class ChildProgram {
    private static final int SECONDS = 60;

    private ChildProgram() {}

    /** The lines that it has said when it has ended well. */
    static List<String> run(List<String> options, Class<?> program, String... arguments) throws Exception {
        File said = File.createTempFile("pawl-child", ".out");
        File errors = File.createTempFile("pawl-child", ".err");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(said)
                    .redirectError(errors)
                    .start();
            boolean hasEnded = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String story = Files.readString(said.toPath()) + Files.readString(errors.toPath());
            assertThat(hasEnded).as(story).isTrue();
            assertThat(process.exitValue()).as(story).isZero();
            return Files.readAllLines(said.toPath());
        } finally {
            Files.delete(said.toPath());
            Files.delete(errors.toPath());
        }
    }
}

package dev.pawl.process;

import dev.pawl.registry.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a definition says of a program. Immutable. */
record ProcessSettings(
        @Setting("the program and its arguments") List<String> command,
        @Setting("what it reads from its standard input") Optional<String> stdin,
        @Setting("variables of its environment") Optional<Map<String, String>> env,

        @Setting("more of the engine's own variables that it gets")
        Optional<List<String>> inherit,

        @Setting("the folder that it works in") Optional<Path> folder,
        @Setting("how long it may take") Optional<Duration> timeout,

        @Setting(value = "the exit codes with which the step is done", orElse = "0")
        List<Integer> accept,

        @Setting("a file that gets all lines too; in the folder, unless it is named in full")
        Optional<Path> outputFile,

        @Setting("how many bytes of its output go where") Optional<OutputLimits> limits) {
    ProcessSettings {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command has no words; give it the program and its arguments");
        }
    }

    ProcessStep step() {
        ProcessStep step = ProcessStep.of(command)
                .inherit(inherit.orElse(List.of()).toArray(new String[0]))
                .accept(accept.stream().mapToInt(Integer::intValue).toArray())
                .limits(limits.orElse(OutputLimits.DEFAULT));
        for (Map.Entry<String, String> each : env.orElse(Map.of()).entrySet()) {
            step = step.env(each.getKey(), each.getValue());
        }
        step = stdin.isPresent() ? step.stdin(context -> stdin.get()) : step;
        step = folder.isPresent() ? step.folder(folder.get()) : step;
        step = timeout.isPresent() ? step.timeout(timeout.get()) : step;
        return outputFile.isPresent() ? step.outputFile(context -> outputFile.get()) : step;
    }
}

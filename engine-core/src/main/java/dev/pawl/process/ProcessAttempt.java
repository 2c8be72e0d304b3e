package dev.pawl.process;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.process.ProcessNotStartedException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One attempt to run a program. Confined to the attempt. */
final class ProcessAttempt {
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Spec spec;
    private final WorkflowContext context;
    private final ProcessTable table;

    ProcessAttempt(Spec spec, WorkflowContext context, ProcessTable table) {
        this.spec = spec;
        this.context = context;
        this.table = table;
    }

    StepResult carry() throws InterruptedException {
        Former.end(context, table);
        Command command = spec.command(context);
        String stdin = spec.stdin(context);
        command.checked();
        Output output = new Output(spec.limits, spec.file(context, command.folder()));
        try {
            return result(command, run(command, stdin, output), output);
        } finally {
            output.close();
        }
    }

    /** The exit code. */
    private int run(Command command, String stdin, Output output) throws InterruptedException {
        JvmEnd jvmEnd = JvmEnd.ofThisJvm();
        Running running = Running.start(command, table);
        Identity program = running.identity();
        boolean isOpen = false;
        try {
            Supervision supervision = new Supervision(command.name(), program, table, output, context);
            context.note(program.toNote());
            if (jvmEnd.add(program, table)) {
                running.open(stdin, output);
                isOpen = true;
                return supervision.await(spec.timeout);
            }
        } finally {
            if (!isOpen) {
                running.refuse();
            }
            jvmEnd.remove(program);
        }
        throw jvmEnd.awaitInterrupt();
    }

    private StepResult result(Command command, int exit, Output output) {
        if (output.dropped() > 0) {
            context.log("… " + output.dropped() + " bytes dropped");
        }
        if (!output.trouble().isEmpty()) {
            context.log(output.trouble());
        }
        if (!spec.accepted.contains(exit)) {
            throw failed(command, exit, output.lastErrors());
        }
        Kept kept = output.kept();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("exit", exit);
        if (spec.stdout.isPresent()) {
            put(spec.stdout.get(), command, exit, output);
        } else {
            data.put("stdout", kept.text());
            data.put("stdoutDropped", kept.dropped());
        }
        data.put("logDropped", output.dropped());
        return StepResult.done("exit " + exit, data);
    }

    private void put(Key<String> key, Command command, int exit, Output output) {
        Kept kept = output.kept();
        if (kept.dropped() > 0) {
            throw new ProcessFailedException(
                    command.name() + " wrote " + (kept.dropped() + spec.limits.keep())
                            + " bytes to its standard output, and " + spec.limits.keep() + " are kept for key '"
                            + key.name() + "'; raise the limit 'keep', or have it write a file",
                    exit,
                    output.lastErrors());
        }
        context.put(key, kept.text());
    }

    private RuntimeException failed(Command command, int exit, List<String> lastErrors) {
        String last = lastErrors.isEmpty() ? "" : lastErrors.get(lastErrors.size() - 1);
        if ((exit == NOT_EXECUTABLE || exit == NOT_FOUND) && last.startsWith(Running.GATE + ":")) {
            return new ProcessNotStartedException(
                    Reason.NOT_EXECUTABLE,
                    command.name() + " cannot be started, perhaps as the interpreter in its first line is not there: "
                            + last.substring(last.lastIndexOf(':') + 1).strip());
        }
        String how = exit > SIGNALLED && exit <= SIGNALLED + LAST_SIGNAL
                ? "was ended by signal " + (exit - SIGNALLED) + " (exit code " + exit + ")"
                : "ended with exit code " + exit;
        String accepted = spec.accepted.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new ProcessFailedException(
                command.name() + " " + how + "; accepted is " + accepted
                        + (lastErrors.isEmpty()
                                ? "; it wrote no error"
                                : "; its last errors: " + String.join(" | ", lastErrors)),
                exit,
                lastErrors);
    }
}

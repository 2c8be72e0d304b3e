package dev.pawl.sqlite.kill;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.api.WorkflowContext;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.process.ProcessStep;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.Repository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program that is killed while it runs programs. */
final class ProgramChild {
    static final int AT_A_TIME = 3;

    /**
     * Holds a lock as long as any process of it lives, and writes down that it begins and ends, or that it could not have the lock. The first two of a run
     * never end by themselves.
     */
    private static final String SCRIPT = """
            exec 9>>"$RUN.lock"
            flock -n 9 || { echo beside >>"$RUN.log"; exit 9; }
            echo begin >>"$RUN.log"
            if [ $(grep -c begin "$RUN.log") -lt 3 ]; then sleep "$TIME" & sleep "$TIME"; fi
            echo end >>"$RUN.log"
            """;

    private ProgramChild() {}

    /** The folder, how many runs there are to be, how long a program sleeps, and whether it forgets notes. */
    public static void main(String... arguments) {
        KillChild.endWithTheParent();
        Path folder = Path.of(arguments[0]);
        boolean forgets = Boolean.parseBoolean(arguments[3]);
        Step program = ProcessStep.of("sh", "-c", SCRIPT)
                .folder(folder)
                .env("TIME", arguments[2])
                .env("RUN", ProgramChild::name);
        Step step = forgets ? context -> program.execute(forgetful(context)) : program;
        try (Repository store = SqliteRepository.open(folder.resolve("pawl.db"));
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(store)
                        .concurrency(AT_A_TIME)
                        .pipeline(Pipeline.named("program").step("run", step).build())
                        .build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                runs.add(engine.submit("program", Inputs.none(), SubmitOptions.key("run-" + i)));
            }
            System.out.println(KillChild.READY);
            for (Run run : runs) {
                while (run.await().status() == RunStatus.PARKED) {
                    // It was not the program that ended the processes.
                    run.resume("operator");
                }
            }
            System.out.println(KillChild.DONE);
        } catch (Throwable e) {
            KillChild.fail(e);
        }
        System.exit(0);
    }

    private static String name(WorkflowContext context) {
        return context.runId();
    }

    /** The same context to a step that does not read what was noted. */
    private static WorkflowContext forgetful(WorkflowContext context) {
        return (WorkflowContext) Proxy.newProxyInstance(
                ProgramChild.class.getClassLoader(),
                new Class<?>[] {WorkflowContext.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("note") && method.getParameterCount() == 0) {
                        return Optional.empty();
                    }
                    try {
                        return method.invoke(context, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

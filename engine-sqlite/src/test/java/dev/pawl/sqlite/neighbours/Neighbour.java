package dev.pawl.sqlite.neighbours;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunEnded;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.sqlite.SqliteOptions;
import dev.pawl.sqlite.SqliteRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** One of several processes on a store. It does what its standard input says, and ends with it. */
final class Neighbour {
    static final int POISONED = 137;
    private static final int FAILED = 70;
    private static final int BIG = 20_000;

    private final String name;
    private final Path effects;
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    private Neighbour(String name, Path effects) {
        this.name = name;
        this.effects = effects;
    }

    /** The store, the file for what bodies do, a name, how many workers, and how long others wait for a beat in milliseconds. */
    public static void main(String... arguments) {
        try {
            Path store = Path.of(arguments[0]);
            Neighbour neighbour = new Neighbour(arguments[2], Path.of(arguments[1]));
            neighbour.live(store, Integer.parseInt(arguments[3]), Duration.ofMillis(Long.parseLong(arguments[4])));
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private void live(Path store, int workers, Duration patience) throws IOException, InterruptedException {
        SqliteOptions options = SqliteOptions.defaults().withTakeOverAfter(patience);
        try (SqliteRepository repository = SqliteRepository.open(store, options);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .workers(workers)
                        .concurrency(64)
                        .pipeline(work())
                        .pipeline(hold())
                        .pipeline(poison())
                        .pipeline(big())
                        .listener(event -> {
                            if (event instanceof RunEnded) {
                                effect("ended", event.run());
                            }
                        })
                        .build()) {
            System.out.println("ready");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                obey(engine, order.split(" "));
            }
        }
    }

    private void obey(WorkflowEngine engine, String[] order) throws InterruptedException {
        switch (order[0]) {
            case "go" -> mayGoOn.countDown();
            case "submit" -> {
                for (int i = 0; i < Integer.parseInt(order[2]); i++) {
                    engine.submit(order[1], Inputs.none(), SubmitOptions.key(order[3] + i));
                }
                System.out.println("submitted");
            }
            case "cancel" -> {
                engine.find(order[1]).orElseThrow().cancel("ada");
                System.out.println("cancelling");
            }
            case "await" -> {
                Run run = engine.find(order[1]).orElseThrow();
                System.out.println(run.await(Duration.ofSeconds(20))
                        .map(result -> result.status().name())
                        .orElse("NOTHING"));
            }
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    private Pipeline work() {
        return Pipeline.named("work")
                .step("one", this::did)
                .step("two", this::did)
                .step("three", this::did)
                .build();
    }

    private Pipeline hold() {
        return Pipeline.named("hold")
                .step("first", context -> {
                    effect("first", context.runId());
                    mayGoOn.await();
                    effect("returned", context.runId());
                    return StepResult.done(name);
                })
                .step("second", this::did)
                .build();
    }

    private static Pipeline big() {
        return Pipeline.named("big")
                .step("make", context -> StepResult.done("made", "x".repeat(BIG)))
                .build();
    }

    private Pipeline poison() {
        return Pipeline.named("poison")
                .step("good", this::did)
                .step("bad", context -> {
                    context.log("about to end this process");
                    effect("bad", context.runId());
                    Runtime.getRuntime().halt(POISONED);
                    return StepResult.done();
                })
                .build();
    }

    private StepResult did(WorkflowContext context) {
        effect(context.path(), context.runId());
        return StepResult.done(name);
    }

    /** One line in one write, so that lines of several processes do not mix. */
    private void effect(String what, String run) {
        try {
            Files.writeString(
                    effects,
                    what + " " + run + " " + name + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("what a body did cannot be written", e);
        }
    }
}

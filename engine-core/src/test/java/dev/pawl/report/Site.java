package dev.pawl.report;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Pipelines to report on, and engines whose clock stands still. Thread-safe. */
final class Site {
    static final Key<String> HOST = Key.of("host", String.class);
    static final Key<String> TOKEN = Key.of("token", String.class).secret();
    static final Key<List<String>> PAGES = Key.listOf("pages", String.class);
    static final Key<String> PAGE = Key.of("page", String.class);
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Site() {}

    static SettableTime time() {
        return SettableTime.at(NOON);
    }

    static Inputs inputs() {
        return () -> List.of(HOST.is("example.org"), PAGES.is(List.of("home", "about")));
    }

    /** A pipeline with every kind of node, which waits for a review. */
    static Pipeline everything() {
        Pipeline launch = Pipeline.named("launch")
                .version(2)
                .step("dns", c -> StepResult.done("pointed"))
                .lastly("close", c -> StepResult.done())
                .build();
        return Pipeline.named("publish")
                .input(HOST)
                .input(PAGES)
                .step(
                        "setup",
                        c -> StepResult.done("set up", Map.of("theme", "dark")),
                        s -> s.name("Set up").compensate(c -> StepResult.done("taken down")))
                .forEach(
                        "upload",
                        PAGES,
                        PAGE,
                        i -> i.maxConcurrent(2).step("put", c -> StepResult.done("put " + c.get(PAGE))))
                .branch(
                        "kind",
                        b -> b.when(
                                        "dark",
                                        Condition.equal("setup.theme", "dark"),
                                        x -> x.step("paint", c -> StepResult.done("black")))
                                .otherwise(x -> x.step("leave", c -> StepResult.done())))
                .parallel(
                        "check",
                        Join.all(),
                        b -> b.branch("links", y -> y.step("follow", c -> StepResult.skipped("no links")))
                                .branch("text", y -> y.step("spell", c -> StepResult.done())))
                .loopUntil("polish", Condition.exists("host"), 5, b -> b.step("rub", c -> StepResult.done()))
                .loopWhile("shrink", Condition.equal("host", "huge.org"), 5, b -> b.step("cut", c -> StepResult.done()))
                .sub("launch", launch)
                .approval("review", a -> a.role("editor").expires(Duration.ofDays(3), "rejected"))
                .sleep("rest", Duration.ofMinutes(5))
                .step(
                        "announce",
                        c -> {
                            throw new IllegalStateException("no <mail>");
                        },
                        s -> s.retry(2).fallback(c -> StepResult.done("by post"), f -> f.name("Post")))
                .signal("seen")
                .step("count", c -> StepResult.done())
                .lastly("tidy", c -> StepResult.done("tidied"))
                .build();
    }

    /** The first event that fits, of what has happened and what happens. */
    static void await(Run run, Predicate<ProgressEvent> wanted) throws InterruptedException {
        List<ProgressEvent> seen = new ArrayList<>();
        try (EventFeed feed = run.events(0)) {
            while (seen.stream().noneMatch(wanted)) {
                List<ProgressEvent> next = feed.next(100, Duration.ofSeconds(20));
                if (next.isEmpty()) {
                    throw new AssertionError("it has not come: " + seen);
                }
                seen.addAll(next);
            }
        }
    }

    static WorkflowEngine engine(SettableTime time, Pipeline... pipelines) {
        var builder = WorkflowEngine.builder().time(time);
        List.of(pipelines).forEach(builder::pipeline);
        return builder.build();
    }

    /** One line for each node: its state and path, and what it said. */
    static List<String> lines(RunReport report) {
        return report.nodes().stream()
                .map(node -> (node.state().word() + " " + node.path() + " " + node.message()).strip())
                .toList();
    }

    static NodeReport node(RunReport report, String path) {
        return report.nodes().stream()
                .filter(node -> node.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}

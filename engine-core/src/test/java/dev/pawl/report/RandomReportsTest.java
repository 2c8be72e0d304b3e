package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.json.JsonCodec;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.RandomWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A report of any run has all that its events say, each thing once. */
@Timeout(120)
class RandomReportsTest {
    private static final int RUNS = 200;

    private int ended;

    @Test
    void aReportHasAllThatTheEventsSay() throws Exception {
        for (int seed = 1; seed <= RUNS; seed++) {
            RandomWork work = RandomWork.of(seed, 4);
            Pipeline pipeline = work.pipeline();
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .stepType(work.stepType())
                    .pipeline(pipeline)
                    .build()) {
                Run run = engine.submit(pipeline.name(), work.inputs());
                Site.await(run, e -> e.isLast() || e instanceof RunWaiting || e instanceof RunParked);
                RunReport report = run.report();
                if (report.status().isTerminal()) {
                    check("seed " + seed, report, events(run));
                    ended++;
                }
            }
        }
        assertThat(ended).isGreaterThan(RUNS / 10);
    }

    private static void check(String seed, RunReport report, List<ProgressEvent> events) {
        List<String> tried = new ArrayList<>();
        for (ProgressEvent event : events) {
            if (event instanceof StepFinished e) {
                tried.add(e.path() + " " + e.attempt() + " " + e.outcome());
            } else if (event instanceof StepFailed e && e.attempt() > 0) {
                tried.add(e.path() + " " + e.attempt() + " FAILED");
            }
        }
        List<String> reported = new ArrayList<>();
        for (NodeReport node : report.nodes()) {
            node.attempts().stream()
                    .filter(each -> each.state() != NodeState.INTERRUPTED && each.state() != NodeState.CANCELLED)
                    .forEach(each -> reported.add(node.path() + " " + each.number() + " " + each.state()));
        }
        String page = seed + "\n" + report.text() + events;
        assertThat(reported).as(page).containsExactlyInAnyOrderElementsOf(tried);
        assertThat(report.nodes()).as(page).extracting(NodeReport::path).doesNotHaveDuplicates();
        assertThat(report.nodes()).as(page).noneMatch(node -> node.state().isOpen());
        if (report.status() == RunStatus.COMPLETED) {
            assertThat(report.nodes()).as(page).noneMatch(node -> node.state() == NodeState.PENDING);
        }
        Object read = new JsonCodec().decode(report.json(), Object.class);
        assertThat(((Map<?, ?>) read).get("completedSteps"))
                .as(page)
                .isEqualTo(report.steps().completed());
    }

    private static List<ProgressEvent> events(Run run) throws InterruptedException {
        List<ProgressEvent> events = new ArrayList<>();
        try (EventFeed feed = run.events(0)) {
            while (!feed.isEnded()) {
                events.addAll(feed.next(1_000, Duration.ofSeconds(20)));
            }
        }
        return events;
    }
}

package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pawl.engine.Answer;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that a report says of a run that has every kind of node. */
@Timeout(60)
class WholeReportTest {
    private final SettableTime time = Site.time();

    @Test
    void aRunOfEveryKindOfNodeIsReportedFromItsFirstWaitToItsEnd() throws Exception {
        try (WorkflowEngine engine = Site.engine(time, Site.everything())) {
            Run run = engine.submit(
                    "publish", Site.inputs(), SubmitOptions.defaults().subject("site:7"));
            Site.await(run, e -> e instanceof RunWaiting);
            assertThat(Site.lines(run.report()))
                    .containsExactly(
                            "done setup set up",
                            "done upload 2 of 2 done",
                            "done upload[0]/put put home",
                            "done upload[1]/put put about",
                            "done kind dark",
                            "done kind/dark/paint black",
                            "passed over kind/otherwise/leave",
                            "done check 2 of 2 done: links, text",
                            "skipped check/links/follow no links",
                            "done check/text/spell",
                            "done polish 1 round",
                            "done polish[0]/rub",
                            "done shrink 0 rounds",
                            "passed over shrink/cut",
                            "done launch",
                            "done launch/dns pointed",
                            "done launch/close",
                            "waiting review",
                            "pending rest",
                            "pending announce",
                            "pending seen",
                            "pending count",
                            "pending tidy");

            time.advance(Duration.ofMinutes(1));
            run.approve("review", Answer.by("ada").as("editor").saying("fine"));
            Site.await(run, e -> e instanceof RunWaiting w && w.reason().contains("rest"));
            time.advance(Duration.ofMinutes(5));
            Site.await(run, e -> e instanceof RunWaiting w && w.reason().contains("seen"));
            run.signal("seen");
            run.await();

            RunReport report = engine.report(run.id());
            assertThat(report.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(report.reported()).isEqualTo(Site.NOON.plusSeconds(360));
            assertThat(report.total()).isEqualTo(Duration.ofMinutes(6));
            assertThat(report.waiting()).isEqualTo(Duration.ofMinutes(6));
            assertThat(report.steps())
                    .isEqualTo(new Steps(
                            List.of(
                                    "setup",
                                    "upload[0]/put",
                                    "upload[1]/put",
                                    "kind/dark/paint",
                                    "check/links/follow",
                                    "check/text/spell",
                                    "polish[0]/rub",
                                    "launch/dns",
                                    "launch/close",
                                    "announce",
                                    "count",
                                    "tidy"),
                            12));
            assertThat(report.inputs()).isEqualTo(Map.of("host", "example.org", "pages", List.of("home", "about")));
            assertThat(report.results().keySet()).containsExactlyInAnyOrder("setup", "upload", "review", "seen");
            assertThat(report.waits())
                    .extracting(WaitReport::path, WaitReport::outcome, WaitReport::actor, WaitReport::role)
                    .containsExactly(
                            tuple("review", "approved", "ada", "editor"),
                            tuple("rest", "woken", "", ""),
                            tuple("seen", "received", "", ""));
            assertThat(report.errors())
                    .extracting(Failed::path, Failed::attempt, Failed::error, Failed::message)
                    .containsExactly(
                            tuple("announce", 1, "java.lang.IllegalStateException", "no <mail>"),
                            tuple("announce", 2, "java.lang.IllegalStateException", "no <mail>"));
            NodeReport announce = Site.node(report, "announce");
            assertThat(announce.state()).isEqualTo(NodeState.FELL_BACK);
            assertThat(announce.attempts())
                    .extracting(Attempt::state)
                    .containsExactly(NodeState.FAILED, NodeState.FAILED, NodeState.FELL_BACK);
            assertThat(report.timeline())
                    .contains(new Bar("review", 0, Site.NOON, Site.NOON.plusSeconds(60), NodeState.DONE));
            assertThat(report.timeline()).hasSize(14 + 3);
        }
    }
}

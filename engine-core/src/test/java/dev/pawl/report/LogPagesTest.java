package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Artifact;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.StepLogged;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of log lines and of artifacts. */
@Timeout(60)
class LogPagesTest {
    private final Pipeline talkative = Pipeline.named("talkative")
            .input(Site.PAGES)
            .forEach(
                    "each",
                    Site.PAGES,
                    Site.PAGE,
                    i -> i.step("say", c -> {
                        c.log(c.get(Site.PAGE) + " 1");
                        c.log(c.get(Site.PAGE) + " 2");
                        c.artifact(
                                new Artifact(c.get(Site.PAGE) + ".png", "image/png", 7, "shots/" + c.get(Site.PAGE)));
                        return StepResult.done();
                    }))
            .step("end", c -> {
                c.log("over");
                return StepResult.done();
            })
            .build();

    @Test
    void linesComeInPagesForwardAndFromTheEnd() throws Exception {
        try (WorkflowEngine engine = Site.engine(Site.time(), talkative)) {
            Run run = engine.submit("talkative", Site.PAGES.is(List.of("a", "b")));
            run.await();

            List<String> pages = new ArrayList<>();
            long after = 0;
            List<StepLogged> page = run.log(after, 2);
            while (!page.isEmpty()) {
                pages.add(lines(page).toString());
                after = page.get(page.size() - 1).seq();
                page = run.log(after, 2);
            }

            assertThat(pages).containsExactly("[a 1, a 2]", "[b 1, b 2]", "[over]");
            assertThat(lines(run.log("each[1]", 0, 10))).containsExactly("b 1", "b 2");
            assertThat(lines(run.log("each[1]/say", 0, 1))).containsExactly("b 1");
            assertThat(lines(run.log("each", 0, 10))).containsExactly("a 1", "a 2", "b 1", "b 2");
            List<StepLogged> newest = run.logBefore("", Long.MAX_VALUE, 2);
            assertThat(lines(newest)).containsExactly("over", "b 2");
            assertThat(lines(run.logBefore("", newest.get(1).seq(), 9))).containsExactly("b 1", "a 2", "a 1");
            assertThat(run.log(0, 1).get(0).of().id()).isEqualTo(run.id());
            assertThatThrownBy(() -> run.log(0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("max < 1: 0");
        }
    }

    @Test
    void artifactsComeInPages() throws Exception {
        try (WorkflowEngine engine = Site.engine(Site.time(), talkative)) {
            Run run = engine.submit("talkative", Site.PAGES.is(List.of("a", "b", "c")));
            run.await();

            List<ArtifactAdded> first = run.artifacts(0, 2);

            assertThat(first).extracting(ArtifactAdded::name).containsExactly("a.png", "b.png");
            assertThat(run.artifacts(first.get(1).seq(), 2))
                    .extracting(ArtifactAdded::name)
                    .containsExactly("c.png");
            assertThat(run.artifacts("each[1]/say", 0, 9))
                    .extracting(ArtifactAdded::path)
                    .containsExactly("each[1]/say");
        }
    }

    private static List<String> lines(List<StepLogged> page) {
        return page.stream().map(StepLogged::line).toList();
    }
}

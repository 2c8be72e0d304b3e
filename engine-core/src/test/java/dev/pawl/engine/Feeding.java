package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs to be followed, and the reading of their feeds. Stateless. */
final class Feeding {
    private static final Duration SOON = Duration.ofSeconds(10);

    private Feeding() {}

    static List<ProgressEvent> recorded(EventFeed feed, int number) throws InterruptedException {
        List<ProgressEvent> events = new ArrayList<>();
        while (events.size() < number) {
            List<ProgressEvent> page = feed.next(number - events.size(), SOON);
            assertThat(page).as("after " + events.size() + " of " + number).isNotEmpty();
            page.stream().filter(ProgressEvent::isRecorded).forEach(events::add);
        }
        return events;
    }

    static WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder().pipeline(pipeline).build();
    }

    static Pipeline steps(String name, int number) {
        PipelineBuilder builder = Pipeline.named(name);
        for (int i = 0; i < number; i++) {
            builder.step("s" + i, context -> StepResult.done());
        }
        return builder.build();
    }
}

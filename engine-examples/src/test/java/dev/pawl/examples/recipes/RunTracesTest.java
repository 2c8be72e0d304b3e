package dev.pawl.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Run;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs as traces. */
@Timeout(60)
class RunTracesTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracer tracer = provider.get("pawl");
    private final RunTraces traces = new RunTraces(tracer);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aRunIsASpanForEachStretchWithItsAttemptsInside() throws Exception {
        Run run = WatchedRun.failing(traces, engine -> {});

        assertThat(described())
                .containsExactlyInAnyOrder(
                        "stretch 1 of order",
                        "check #1 in stretch 1 ERROR",
                        "stretch 2 of order after stretch 1",
                        "check #2 in stretch 2 after check #1",
                        "both/left/pack #1 in stretch 2",
                        "both/right/bill #1 in stretch 2",
                        "stretch 3 of order after stretch 2 ERROR FAILED",
                        "send #1 in stretch 3 ERROR");
        assertThat(spans.getFinishedSpanItems())
                .filteredOn(RunTracesTest::isStretch)
                .allSatisfy(span ->
                        assertThat(span.getAttributes().asMap().toString()).contains(run.id()));
    }

    @Test
    void aRunThatIsResumedElsewhereBeginsATraceOfItsOwn() throws Exception {
        WatchedRun.resumed(event -> {}, traces);

        assertThat(described()).containsExactlyInAnyOrder("stretch 1 of two COMPLETED", "other #1 in stretch 1");
    }

    @Test
    void aStretchThatNobodyHasEndedEndsWhenTheRunIsResumed() throws Exception {
        WatchedRun.resumed(traces, traces);

        assertThat(described())
                .containsExactlyInAnyOrder(
                        "stretch 1 of two",
                        "one #1 in stretch 1",
                        "stretch 2 of two after stretch 1 COMPLETED",
                        "other #1 in stretch 2");
    }

    @Test
    void runsThatNeverEndDoNotPileUp() {
        for (int i = 0; i <= RunTraces.MOST_RUNS; i++) {
            traces.on(new RunStarted(run(i), 2, 2, i + 1));
        }

        assertThat(described()).containsExactly("stretch 1 of lost");

        traces.on(finished(run(0)));
        traces.on(finished(run(1)));
        traces.on(new RunEnded(run(1), 4, 4, 4, RunStatus.COMPLETED, "", ""));
        traces.on(finished(run(1)));

        assertThat(described())
                .containsExactly("stretch 1 of lost", "late #1 in stretch 2", "stretch 2 of lost COMPLETED");
    }

    private static RunInfo run(int number) {
        return new RunInfo("run-" + number, "lost", 1, "");
    }

    private static StepFinished finished(RunInfo run) {
        return new StepFinished(run, 3, 3, 3, "late", 1, 0, StepFinished.Outcome.DONE, "");
    }

    /** The spans in words, in the order in which they ended; stretches are numbered by their start. */
    private List<String> described() {
        List<SpanData> all = spans.getFinishedSpanItems();
        Map<String, String> names = new HashMap<>();
        List<SpanData> stretches = all.stream()
                .filter(RunTracesTest::isStretch)
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
        for (SpanData stretch : stretches) {
            names.put(stretch.getSpanId(), "stretch " + (names.size() + 1));
        }
        all.stream().filter(span -> !isStretch(span)).forEach(span -> names.put(span.getSpanId(), attempt(span)));
        return all.stream().map(span -> describe(span, names)).toList();
    }

    private static String describe(SpanData span, Map<String, String> names) {
        String name = names.get(span.getSpanId());
        String where = isStretch(span)
                ? " of " + span.getName()
                : " in " + names.getOrDefault(span.getParentSpanId(), "another stretch");
        String after = span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(link -> " after " + names.get(link.getSpanId()))
                .collect(Collectors.joining());
        String status = span.getStatus().getStatusCode().name();
        String outcome = span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals("pawl.outcome"))
                .map(entry -> " " + entry.getValue())
                .collect(Collectors.joining());
        return name + where + after + (status.equals("UNSET") ? "" : " " + status) + outcome;
    }

    private static String attempt(SpanData span) {
        return span.getName() + " #" + span.getAttributes().get(AttributeKey.longKey("pawl.attempt"));
    }

    private static boolean isStretch(SpanData span) {
        return span.getParentSpanContext().equals(SpanContext.getInvalid());
    }
}

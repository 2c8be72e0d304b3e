package dev.pawl.history;

import static dev.pawl.event.ExampleEvents.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.ExampleEvents;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import dev.pawl.event.WaitStarted;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.LogRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands in the files of users: a later version must read every word of it. */
class EventTextsTest {
    private final JsonCodec codec = new JsonCodec();
    private final EventRows rows = new EventRows(codec);

    @Test
    void everyTypeAndFieldKeepsItsName() {
        List<ProgressEvent> recorded = ExampleEvents.ofEveryKind().stream()
                .filter(ProgressEvent::isRecorded)
                .toList();

        assertThat(recorded)
                .extracting(event -> rows.row(9, event, LogRow.NO_DELTA))
                .extracting(row -> row.type() + " " + row.path() + " " + row.attempt() + " " + row.event())
                .containsExactly("""
                        run-submitted  0 {}
                        run-continued  0 {"from":"r-0","at":"upload","idempotency":"r-0"}
                        run-started  0 {}
                        run-resumed  0 {"after":"render","steps":2}
                        run-snapshotted  0 {}
                        run-waiting  0 {"reason":"signal 'paid'","until":1767225600000}
                        run-parked  0 {"reason":"INTERRUPTED","message":"charge had begun"}
                        step-started charge 2 {}
                        step-logged charge 2 {"line":"sent \\"7\\""}
                        step-noted charge 2 {}
                        artifact-added charge 2 {"name":"receipt.pdf","mediaType":"application/pdf","bytes":1024,"location":"out/1.pdf"}
                        step-resolved charge 0 {"decision":"REPEAT","actor":"ada"}
                        step-failed charge 2 {"nanos":12000000,"error":"java.io.IOException","message":"no route","retryAt":1767225600000}
                        step-finished charge 3 {"nanos":12000000,"outcome":"FELL_BACK","message":"by letter"}
                        wait-started review 0 {"kind":"APPROVAL","name":"legal","until":1767225600000}
                        wait-ended review 0 {"outcome":"approved","actor":"ada","role":"editor","comment":"fine"}
                        branch-taken size 0 {"choice":"large"}
                        loop-turned poll 0 {"round":1,"goesOn":true}
                        items-counted pages 0 {"size":12}
                        sub-started mail 0 {"pipeline":"send-mail","version":2,"fingerprint":"c0ffee"}
                        flow-ended pages[3] 0 {"outcome":"FAILED","failedAt":"pages[3]/render","message":"no template"}
                        flow-joined copies 0 {"winners":["paris","tokyo"],"done":2,"all":3}
                        run-stopping  0 {"reason":"CANCEL","actor":"ada","message":"wrong site"}
                        run-ended charge 0 {"status":"FAILED","message":"no route"}
                        """.split("\n"));
    }

    @Test
    void everyWordOfAnEnumStays() {
        assertThat(words(StepFinished.Outcome.values())).isEqualTo("DONE SKIPPED STOPPED FELL_BACK");
        assertThat(words(StepResolved.Decision.values())).isEqualTo("DONE REPEAT FAIL");
        assertThat(words(WaitStarted.Kind.values())).isEqualTo("SIGNAL APPROVAL SLEEP DELAY");
        assertThat(words(FlowEnded.Outcome.values())).isEqualTo("DONE FAILED CANCELLED");
        assertThat(words(RunStopping.Reason.values())).isEqualTo("CANCEL DEADLINE");
        assertThat(words(RunStatus.values())).endsWith("COMPLETED FAILED CANCELLED");
    }

    @Test
    void theTextIsWhatTheCodecWouldGive() {
        for (long nanos : new long[] {1, 12_345, 1L << 40, Long.MAX_VALUE}) {
            for (StepFinished.Outcome outcome : StepFinished.Outcome.values()) {
                for (String message : List.of("", "plain", "ü € 😀 \" \\ / \n \t \u0001 \u2028 </script>")) {
                    var event = new StepFinished(RUN, 2, 2, 5, "charge", 1, nanos, outcome, message);
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("nanos", nanos);
                    fields.put("outcome", outcome.name());
                    if (!message.isEmpty()) {
                        fields.put("message", message);
                    }

                    assertThat(rows.row(9, event, LogRow.NO_DELTA).event())
                            .isEqualTo(codec.encode(fields, Object.class));
                }
            }
        }
    }

    @Test
    void whatIsEmptyOrZeroOrFalseIsLeftOut() {
        assertThat(List.of(
                        new StepFinished(RUN, 1, 1, 5, "charge", 1, 0, StepFinished.Outcome.DONE, ""),
                        new StepFailed(RUN, 1, 1, 5, "charge", 1, 0, "", "", 0, false),
                        new LoopTurned(RUN, 1, 1, 5, "poll", 0, false),
                        new FlowJoined(RUN, 1, 1, 5, "pages", List.of(), 0, 0),
                        new WaitStarted(RUN, 1, 1, 5, "payment", WaitStarted.Kind.SIGNAL, "", 0)))
                .extracting(event -> rows.row(9, event, LogRow.NO_DELTA).event())
                .containsExactly("{\"outcome\":\"DONE\"}", "{}", "{}", "{}", "{\"kind\":\"SIGNAL\"}");
    }

    @Test
    void theLastFailureBeforeAFallbackSaysSo() {
        var event = new StepFailed(RUN, 1, 1, 5, "charge", 3, 7, "E", "", 0, true);

        LogRow row = rows.row(9, event, LogRow.NO_DELTA);

        assertThat(row.event()).isEqualTo("{\"nanos\":7,\"error\":\"E\",\"fallsBack\":true}");
        assertThat(rows.event(row, RUN)).isEqualTo(event);
    }

    private static String words(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).collect(Collectors.joining(" "));
    }
}

package dev.pawl.history;

import static dev.pawl.history.RandomEvents.RUN;
import static dev.pawl.history.RandomEvents.any;
import static dev.pawl.history.RandomEvents.event;
import static dev.pawl.history.RandomEvents.fields;
import static dev.pawl.history.RandomEvents.recordedKinds;
import static dev.pawl.history.RandomEvents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepProgress;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event becomes a row and the same event again. */
class EventRowsTest {
    private static final byte[] DELTA = {1, 2, 3};

    private final JsonCodec codec = new JsonCodec();
    private final EventRows rows = new EventRows(codec);

    @ParameterizedTest
    @MethodSource("dev.pawl.history.RandomEvents#recordedKinds")
    void becomesARowAndTheSameEventAgain(Class<?> kind) throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            ProgressEvent event = event(kind, new Random(seed));

            LogRow row = rows.row(9, event, DELTA);
            ProgressEvent read = rows.event(row, RUN);

            assertThat(read).as("seed " + seed).isEqualTo(event).hasToString(event.toString());
            assertThat(row.run()).isEqualTo(9);
            assertThat(row.seq()).isEqualTo(event.seq());
            assertThat(row.position()).isEqualTo(event.position());
            assertThat(row.millis()).isEqualTo(event.millis());
            assertThat(row.delta()).isEqualTo(DELTA);
            assertThat(row.event()).isEqualTo(codec.encode(fields(row, codec), Object.class));
        }
    }

    @Test
    void everyKindHasATypeOfItsOwn() {
        assertThat(recordedKinds().map(kind -> rows.row(9, any(kind), DELTA).type()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyRecordedKindHasOneForm() {
        assertThat(Stream.of(RunForms.ALL, StepForms.ALL, FlowForms.ALL, WaitForms.ALL)
                        .flatMap(List::stream))
                .<Class<?>>extracting(EventForm::kind)
                .containsExactlyInAnyOrderElementsOf(recordedKinds().toList());
    }

    @ParameterizedTest
    @MethodSource("dev.pawl.history.RandomEvents#recordedKinds")
    void fieldsThatWereLeftOutAreReadAsEmpty(Class<?> kind) throws Exception {
        LogRow full = rows.row(9, event(kind, new Random(1)), DELTA);
        Map<String, Object> words = new LinkedHashMap<>();
        for (RecordComponent part : RandomEvents.fields(kind)) {
            if (part.getType().isEnum()) {
                words.put(part.getName(), part.getType() == RunStatus.class ? "FAILED" : first(part.getType()));
            }
        }
        LogRow bare = with(full, codec.encode(words, Object.class));

        ProgressEvent read = rows.event(bare, RUN);

        assertThat(rows.row(9, read, DELTA)).isEqualTo(bare);
        for (RecordComponent part : RandomEvents.fields(kind)) {
            if (!part.getType().isEnum()) {
                assertThat(part.getAccessor().invoke(read)).as(part.getName()).isIn("", 0, 0L, false, List.of());
            }
        }
    }

    @Test
    void onlyTheEndAndParkingEndTheCarrying() {
        assertThat(recordedKinds().map(RandomEvents::any).filter(e -> EventRows.endsCarrying(rows.row(9, e, DELTA))))
                .<Class<?>>extracting(Object::getClass)
                .containsExactlyInAnyOrder(RunEnded.class, RunParked.class);
    }

    @Test
    void aPassingEventHasNoRow() {
        var progress = new StepProgress(RUN, 0, 0, 5, "upload", 1, 2, "half");

        assertThatThrownBy(() -> rows.row(9, progress, DELTA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeOfANewerVersionIsRefusedAsForeign() {
        LogRow row = new LogRow(9, 1, 1, 5, "step-teleported", "upload", 1, "{}", DELTA);

        assertThatThrownBy(() -> rows.event(row, RUN))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.FOREIGN))
                .hasMessageContaining("step-teleported");
    }

    @Test
    void aRowOfAnOlderVersionMayLackFields() {
        LogRow row = new LogRow(9, 1, 1, 5, "step-logged", "upload", 1, "{}", DELTA);

        assertThat(rows.event(row, RUN)).hasToString("publish r-1 upload | ");
    }

    @Test
    void aRowOfAnOlderVersionMayNameWhatIsEmptyInAnyOrder() {
        String text = "{\"retryAt\":0,\"message\":\"\",\"error\":\"E\",\"nanos\":7}";
        LogRow row = new LogRow(9, 1, 1, 5, "step-failed", "upload", 1, text, DELTA);

        assertThat(rows.event(row, RUN)).isEqualTo(new StepFailed(RUN, 1, 1, 5, "upload", 1, 7, "E", "", 0, false));
    }

    private static String first(Class<?> words) {
        return ((Enum<?>) words.getEnumConstants()[0]).name();
    }
}

package dev.pawl.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepProgress;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event becomes a row and the same event again. */
class EventRowsTest {
    private static final RunInfo RUN = new RunInfo("r-1", "publish", 3, "job:7");
    private static final byte[] DELTA = {1, 2, 3};
    private static final List<String> TEXTS = List.of("", "plain", "ü € 😀 \" \\ \n \0", "x".repeat(16_000));

    private final EventRows rows = new EventRows(new JsonCodec());

    /** All records that an event can be, also those that are yet to come. */
    static Stream<Class<?>> recordedKinds() {
        return Arrays.stream(ProgressEvent.class.getPermittedSubclasses()).filter(kind -> kind != StepProgress.class);
    }

    @ParameterizedTest
    @MethodSource("recordedKinds")
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
        }
    }

    @Test
    void everyKindHasATypeOfItsOwn() {
        assertThat(recordedKinds().map(kind -> {
                    try {
                        return rows.row(9, event(kind, new Random(1)), DELTA).type();
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                }))
                .doesNotHaveDuplicates();
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

    private static ProgressEvent event(Class<?> kind, Random random) throws ReflectiveOperationException {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types).map(type -> value(type, random)).toArray();
        var constructor = kind.getDeclaredConstructor(types);
        return (ProgressEvent) constructor.newInstance(values);
    }

    private static Object value(Class<?> type, Random random) {
        if (type == RunInfo.class) {
            return RUN;
        }
        if (type == RunStatus.class) {
            return List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED)
                    .get(random.nextInt(3));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == long.class) {
            return random.nextLong() >>> 1 + random.nextInt(60);
        }
        if (type == int.class) {
            return random.nextInt(1_000);
        }
        if (type == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        throw new AssertionError("a value of " + type + " has to be made here, for the round trip of a new event");
    }
}

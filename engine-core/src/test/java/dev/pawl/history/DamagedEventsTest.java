package dev.pawl.history;

import static dev.pawl.history.RandomEvents.RUN;
import static dev.pawl.history.RandomEvents.any;
import static dev.pawl.history.RandomEvents.fields;
import static dev.pawl.history.RandomEvents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.json.JsonCodec;
import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that hold something else than was written: never read as an event, and named. */
class DamagedEventsTest {
    private static final byte[] DELTA = {1, 2, 3};

    private final JsonCodec codec = new JsonCodec();
    private final EventRows rows = new EventRows(codec);

    @ParameterizedTest
    @MethodSource("dev.pawl.history.RandomEvents#recordedKinds")
    void aRowWhoseTextIsNoJsonObjectIsDamaged(Class<?> kind) {
        LogRow full = rows.row(9, any(kind), DELTA);

        for (String text : List.of("", "{", "}{", "{\"nanos\":1", "null", "[]", "7", "\"text\"", "{} {}", "\0")) {
            assertDamaged(with(full, text), full.type());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.pawl.history.RandomEvents#recordedKinds")
    void aFieldThatHoldsSomethingElseIsDamagedAndNamed(Class<?> kind) {
        LogRow full = rows.row(9, any(kind), DELTA);

        for (RecordComponent part : RandomEvents.fields(kind)) {
            for (Object wrong : wrong(part.getType())) {
                Map<String, Object> fields = fields(full, codec);
                fields.put(part.getName(), wrong);
                assertDamaged(with(full, codec.encode(fields, Object.class)), "'" + part.getName() + "'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.pawl.history.RandomEvents#recordedKinds")
    void aWordThatIsMissingIsDamagedAndNamed(Class<?> kind) {
        LogRow full = rows.row(9, any(kind), DELTA);

        for (RecordComponent part : RandomEvents.fields(kind)) {
            if (part.getType().isEnum()) {
                Map<String, Object> fields = fields(full, codec);
                fields.remove(part.getName());
                assertDamaged(
                        with(full, codec.encode(fields, Object.class)),
                        "its field '" + part.getName() + "' is missing");
            }
        }
    }

    @Test
    void aRunThatEndsWithoutAnEndIsDamaged() {
        var row = new LogRow(9, 4, 4, 5, "run-ended", "", 0, "{\"status\":\"RUNNING\"}", DELTA);

        assertDamaged(row, "a run does not end with the status RUNNING");
    }

    @Test
    void aDamagedRowSaysWhatToDo() {
        var row = new LogRow(9, 4, 4, 5, "step-finished", "upload", 1, "{\"outcome\":\"DONF\"}", DELTA);

        assertThatThrownBy(() -> rows.event(row, RUN))
                .hasMessage("the public part of row 4 of run r-1 (step-finished) cannot be read: its field 'outcome' is"
                        + " none of [DONE, SKIPPED, STOPPED, FELL_BACK]: DONF;"
                        + " restore the run from a backup or a dump");
    }

    private void assertDamaged(LogRow row, String named) {
        assertThatThrownBy(() -> rows.event(row, RUN))
                .as(row.toString())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CORRUPT))
                .hasMessageContainingAll("row " + row.seq() + " of run r-1", named);
    }

    private static List<Object> wrong(Class<?> type) {
        if (type == long.class) {
            return List.of("7", true, 1.5, new BigInteger("9223372036854775808"), List.of());
        }
        if (type == int.class) {
            return List.of("7", 1.5, 1L << 31, -(1L << 31) - 1);
        }
        if (type == boolean.class) {
            return List.of("true", 1);
        }
        if (type == List.class) {
            return List.of("a", 7, List.of("a", 7), Map.of());
        }
        return type.isEnum() ? List.of("TELEPORTED", "", "done", 7) : List.of(7, true, List.of("a"));
    }
}

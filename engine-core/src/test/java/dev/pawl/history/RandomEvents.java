package dev.pawl.history;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepProgress;
import dev.pawl.store.LogRow;
import dev.pawl.store.StateCodec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes events of every kind by what their records say of themselves. Immutable. */
final class RandomEvents {
    static final RunInfo RUN = new RunInfo("r-1", "publish", 3, "job:7");
    private static final List<String> TEXTS = List.of("", "plain", "ü € 😀 \" \\ \n \0", "x".repeat(16_000));

    /** What a row has columns for, or the run's row says. */
    private static final List<String> COLUMNS = List.of("of", "seq", "position", "millis", "path", "attempt");

    private RandomEvents() {}

    /** All records that an event can be, also those that are yet to come. */
    static Stream<Class<?>> recordedKinds() {
        return Arrays.stream(ProgressEvent.class.getPermittedSubclasses()).filter(kind -> kind != StepProgress.class);
    }

    /** The components that stand in the text of a row. */
    static List<RecordComponent> fields(Class<?> kind) {
        return Arrays.stream(kind.getRecordComponents())
                .filter(part -> !COLUMNS.contains(part.getName()))
                .toList();
    }

    /** The fields of a row, in their order. */
    static Map<String, Object> fields(LogRow row, StateCodec codec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) codec.decode(row.event(), Map.class)).forEach((name, value) -> fields.put((String) name, value));
        return fields;
    }

    /** The row with another text. */
    static LogRow with(LogRow row, String text) {
        return new LogRow(
                row.run(),
                row.seq(),
                row.position(),
                row.millis(),
                row.type(),
                row.path(),
                row.attempt(),
                text,
                row.delta());
    }

    static ProgressEvent any(Class<?> kind) {
        try {
            return event(kind, new Random(1));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static ProgressEvent event(Class<?> kind, Random random) throws ReflectiveOperationException {
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
            return random.nextInt() >>> random.nextInt(32);
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == List.class) {
            return Stream.generate(() -> TEXTS.get(random.nextInt(TEXTS.size())))
                    .limit(random.nextInt(4))
                    .toList();
        }
        if (type == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        throw new AssertionError("a value of " + type + " has to be made here, for the round trip of a new event");
    }
}

package dev.pawl.history;

import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunContinued;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunSubmitted;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepNoted;
import dev.pawl.store.LogRow;
import dev.pawl.store.StateCodec;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events as rows, rows as events, by a table that has an {@link EventForm} of each kind. Thread-safe. */
public final class EventRows {
    private static final Map<Class<?>, EventForm<?>> BY_KIND = new HashMap<>();
    private static final Map<String, EventForm<?>> BY_TYPE = new HashMap<>();

    static {
        for (List<EventForm<?>> forms : List.of(RunForms.ALL, StepForms.ALL, FlowForms.ALL, WaitForms.ALL)) {
            for (EventForm<?> form : forms) {
                BY_KIND.put(form.kind(), form);
                BY_TYPE.put(form.type(), form);
            }
        }
    }

    /** The types of rows that are written again whenever a run is carried again from the same place: they are no progress. */
    public static final Set<String> REPEATED = Stream.of(
                    RunSubmitted.class,
                    RunContinued.class,
                    RunStarted.class,
                    RunResumed.class,
                    RunSnapshotted.class,
                    StepLogged.class,
                    StepNoted.class,
                    ArtifactAdded.class)
            .map(EventRows::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final StateCodec codec;

    public EventRows(StateCodec codec) {
        this.codec = codec;
    }

    /** Whether nobody carries the run after this row. */
    public static boolean endsCarrying(LogRow row) {
        return row.type().equals(RunForms.ENDED) || row.type().equals(RunForms.PARKED);
    }

    /** Whether it is the last row of a run that has ended. */
    public static boolean endsRun(LogRow row) {
        return row.type().equals(RunForms.ENDED);
    }

    /** The word that stands in the rows of this kind of event. */
    public static String typeOf(Class<? extends ProgressEvent> kind) {
        return BY_KIND.get(kind).type();
    }

    public LogRow row(long run, ProgressEvent event, byte[] delta) {
        EventForm<?> form = BY_KIND.get(event.getClass());
        if (form == null) {
            throw new IllegalArgumentException("a passing event has no row: " + event);
        }
        return form.row(run, event, new EventWriter(codec), delta);
    }

    /** The event of a row, about that run. */
    public ProgressEvent event(LogRow row, RunInfo of) {
        EventForm<?> form = BY_TYPE.get(row.type());
        if (form == null) {
            throw new StoreException(
                    Reason.FOREIGN, row + " has a type that this version does not know; use the version that wrote it");
        }
        try {
            return form.read().apply(new EventReader(row, of, codec));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "the public part of row " + row.seq() + " of run " + of.id() + " (" + row.type()
                            + ") cannot be read: " + e.getMessage() + "; restore the run from a backup or a dump",
                    e);
        }
    }
}

package dev.pawl.sqlite.kill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers what children did and what was acknowledged to them, life after life, and complains about what must not be. It asks the engine
 * nothing. Confined to one test.
 */
final class Oracle {
    final Set<String> submitted = new TreeSet<>();
    final Map<String, String> runByKey = new TreeMap<>();
    final Set<String> ended = new HashSet<>();
    final Map<Spot, EventLine> told = new HashMap<>();
    final Map<Attempt, Integer> begins = new HashMap<>();
    final Set<Attempt> ends = new HashSet<>();
    final List<String> complaints = new ArrayList<>();

    private final Map<Attempt, Integer> over = new HashMap<>();
    private final Map<Attempt, Integer> inFlight = new HashMap<>();
    private final Reached reached = new Reached();
    private int lives;

    /** A place in a run's log. */
    record Spot(String run, long seq) {}

    /** An attempt of a step; 0 stands for all attempts of it. */
    record Attempt(String run, String step, int number) {
        Attempt any() {
            return new Attempt(run, step, 0);
        }
    }

    /** Takes in all that one child has left, in the order of its stamps. */
    void live(List<Note> notes) {
        Map<String, Long> lastSeq = new HashMap<>();
        Set<Attempt> begun = new HashSet<>();
        for (Note note : notes) {
            switch (note.kind()) {
                case Note.BEGIN -> begin(note, begun);
                case Note.END -> ends.add(attempt(note));
                case Note.SUBMIT -> submitted.add(note.field(0));
                case Note.ACCEPTED -> accept(note.field(0), note.field(1));
                case Note.ENDED -> end(note.field(0), note.field(1));
                case Note.TOLD -> tell(EventLine.of(note), lastSeq);
                default -> throw new IllegalArgumentException("no such note: " + note);
            }
        }
        begun.removeIf(this::isOver);
        begun.forEach(attempt -> inFlight.merge(attempt, 1, Integer::sum));
        lives++;
    }

    private static Attempt attempt(Note note) {
        return new Attempt(note.field(1), note.field(2), Integer.parseInt(note.field(3)));
    }

    private boolean isOver(Attempt attempt) {
        return over.containsKey(attempt.any()) || over.containsKey(attempt);
    }

    private void begin(Note note, Set<Attempt> begun) {
        String key = note.field(0);
        Attempt attempt = attempt(note);
        if (over.containsKey(attempt.any())) {
            complain(attempt + " began in life " + lives + ", though its end was told in life "
                    + over.get(attempt.any()));
        } else if (over.containsKey(attempt)) {
            complain(
                    attempt + " began in life " + lives + ", though its failure was told in life " + over.get(attempt));
        }
        if (!reached.mayBegin(key, attempt)) {
            complain(attempt + " began in life " + lives + ", though a body behind it had begun");
        }
        if (ended.contains(key)) {
            complain(attempt + " began in life " + lives + ", though the end of " + key + " was told");
        }
        if (!begun.add(attempt)) {
            complain(attempt + " began twice in life " + lives);
        }
        begins.merge(attempt, 1, Integer::sum);
        String trail = Workload.trailBefore(key, attempt.step());
        if (!note.field(4).equals(trail)) {
            complain(attempt + " began in life " + lives + " with the trail '" + note.field(4) + "' and not '" + trail
                    + "'");
        }
    }

    private void accept(String key, String run) {
        String before = runByKey.putIfAbsent(key, run);
        if (before != null && !before.equals(run)) {
            complain("key " + key + " stands for the runs " + before + " and " + run);
        }
    }

    private void end(String key, String status) {
        ended.add(key);
        if (!status.equals("COMPLETED")) {
            complain(key + " ended " + status);
        }
    }

    private void tell(EventLine event, Map<String, Long> lastSeq) {
        EventLine before = told.put(new Spot(event.run(), event.seq()), event);
        if (before != null) {
            complain("told twice: " + before + " and " + event);
        }
        Long last = lastSeq.put(event.run(), event.seq());
        if (last != null && last >= event.seq()) {
            complain("told after event " + last + ": " + event);
        }
        Attempt attempt = new Attempt(event.run(), event.path(), event.attempt());
        if (event.type().equals(EventLine.FINISHED)) {
            over.put(attempt.any(), lives);
        } else if (event.type().equals(EventLine.FAILED)) {
            over.put(attempt, lives);
        }
    }

    /** In how many lives it was begun and its end not told. */
    int timesInFlight(Attempt attempt) {
        return inFlight.getOrDefault(attempt, 0);
    }

    void complain(String what) {
        complaints.add(what);
    }

    List<String> pending() {
        return submitted.stream().filter(key -> !ended.contains(key)).toList();
    }

    /** The number after the last one that was used in a key. */
    int nextNumber() {
        return submitted.stream().mapToInt(Workload::numberOf).max().orElse(-1) + 1;
    }

    int repeats() {
        return begins.values().stream().mapToInt(times -> times - 1).sum();
    }
}

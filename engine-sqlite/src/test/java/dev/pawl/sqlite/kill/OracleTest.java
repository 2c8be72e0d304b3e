package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sqlite.kill.Recorded.RunLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The oracle of the kill tests is no yes-man: for each thing that must not be, logs that say it, and its complaint. */
class OracleTest {
    private static final String KEY = "once-2";
    private static final String RUN = "r";

    private final List<Note> notes = new ArrayList<>();
    private final List<EventLine> events = new ArrayList<>();
    private final List<Note> secondLife = new ArrayList<>();
    private List<RunLine> runs = List.of(new RunLine(RUN, KEY, "COMPLETED", ""));

    OracleTest() {
        note(Note.SUBMIT, KEY);
        record(EventLine.SUBMITTED, "");
        note(Note.ACCEPTED, KEY, RUN);
        body("prepare", "");
        body("pay", "prepare");
        body("receipt", "prepare+pay");
        record(EventLine.ENDED, "");
        note(Note.ENDED, KEY, "COMPLETED");
    }

    @Test
    void goodLogsGiveNoComplaint() {
        assertThat(complaints()).isEmpty();
    }

    @Test
    void stepThatWasToldToBeDoneBeginsAgain() {
        notes.removeIf(note -> note.kind().equals(Note.ENDED));
        notes.removeIf(note -> note.kind().equals(Note.BEGIN) && note.field(2).equals("receipt"));
        secondLife.add(begin("prepare", ""));

        assertThat(complaints())
                .containsExactly(
                        attempt("prepare") + " began in life 1, though its end was told in life 0",
                        attempt("prepare") + " began 2 times and was in flight at 0 ends");
    }

    @Test
    void stepBeginsAgainInTheSameLife() {
        notes.add(5, begin("prepare", ""));

        assertThat(complaints()).contains(attempt("prepare") + " began twice in life 0");
    }

    @Test
    void stepBeginsAgainThoughTheNextOneHadBegun() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD) || note.kind().equals(Note.ENDED));
        secondLife.add(begin("prepare", ""));

        assertThat(complaints())
                .containsExactly(attempt("prepare") + " began in life 1, though a body behind it had begun");
    }

    @Test
    void pureStepMayBeginAgainThoughTheNextOneHadBegun() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD) || note.kind().equals(Note.ENDED));
        notes.removeIf(note -> note.kind().equals(Note.BEGIN) && note.field(2).equals("receipt"));
        secondLife.add(begin("prepare", ""));

        assertThat(complaints()).isEmpty();
    }

    @Test
    void stepBeginsInARunThatWasToldToHaveEnded() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD));
        secondLife.add(begin("receipt", "prepare+pay"));

        assertThat(complaints())
                .containsExactly(attempt("receipt") + " began in life 1, though the end of once-2 was told");
    }

    @Test
    void failedAttemptBeginsAgain() {
        notes.removeIf(note -> note.kind().equals(Note.ENDED));
        change(EventLine.FINISHED, "receipt", e -> with(e, EventLine.FAILED, e.rest()));
        secondLife.add(begin("receipt", "prepare+pay"));

        assertThat(complaints()).anyMatch(c -> c.contains("though its failure was told in life 0"));
    }

    @Test
    void stepThatMustNotBeRepeatedIsRepeatedUnasked() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD) || note.kind().equals(Note.ENDED));
        secondLife.add(begin("pay", "prepare"));

        assertThat(complaints()).anyMatch(c -> c.endsWith("has paid 2 times and was allowed 1"));
    }

    @Test
    void stepBeginsWithAnotherContext() {
        notes.replaceAll(note -> note.kind().equals(Note.BEGIN) && note.field(2).equals("receipt")
                ? begin("receipt", "prepare+pay+receipt")
                : note);

        assertThat(complaints()).singleElement().asString().contains("with the trail 'prepare+pay+receipt'");
    }

    @Test
    void toldEventIsNotRecorded() {
        EventLine lost = new EventLine(RUN, 6, 6, EventLine.FINISHED, "receipt", 1, "");
        notes.add(lost.toNote(99, Note.TOLD));

        assertThat(complaints()).contains("told and not recorded so: " + lost + "; recorded is null");
    }

    @Test
    void toldEventIsRecordedDifferently() {
        events.set(2, with(events.get(2), events.get(2).type(), "another time"));

        assertThat(complaints()).singleElement().asString().startsWith("told and not recorded so");
    }

    @Test
    void eventIsToldTwice() {
        notes.add(events.get(2).toNote(99, Note.TOLD));

        assertThat(complaints()).anyMatch(c -> c.startsWith("told twice"));
    }

    @Test
    void eventsAreToldOutOfOrder() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD));
        notes.add(events.get(3).toNote(98, Note.TOLD));
        notes.add(events.get(2).toNote(99, Note.TOLD));

        assertThat(complaints()).singleElement().asString().startsWith("told after event 4");
    }

    @Test
    void acceptedRunIsLost() {
        runs = List.of();
        events.clear();

        assertThat(complaints()).contains("run r of key once-2 was accepted and is lost; the store has null");
    }

    @Test
    void keyGivesTwoRuns() {
        secondLife.add(Note.of(1, Note.ACCEPTED, KEY, "other"));

        assertThat(complaints()).contains("key once-2 stands for the runs r and other");
    }

    @Test
    void runHasNotEnded() {
        runs = List.of(new RunLine(RUN, KEY, "RUNNING", "somebody"));

        assertThat(complaints()).singleElement().asString().startsWith("not ended");
    }

    @Test
    void runHasEndedOtherwise() {
        secondLife.add(Note.of(1, Note.ENDED, KEY, "FAILED"));

        assertThat(complaints()).containsExactly("once-2 ended FAILED");
    }

    @Test
    void logHasAGap() {
        notes.removeIf(note -> note.kind().equals(Note.TOLD));
        events.remove(3);

        assertThat(complaints())
                .anyMatch(c -> c.startsWith("position 3 is followed by"))
                .anyMatch(c -> c.startsWith("event 3 is followed by"))
                .anyMatch(c -> c.contains("the finished steps of"));
    }

    @Test
    void logHasTwoEnds() {
        events.add(new EventLine(RUN, 6, 6, EventLine.ENDED, "", 0, ""));

        assertThat(complaints()).singleElement().asString().contains("is not one from a submit to one end");
    }

    @Test
    void stepIsRecordedThatHasNotRun() {
        notes.removeIf(note -> note.kind().equals(Note.END) && note.field(2).equals("pay"));

        assertThat(complaints()).singleElement().asString().startsWith("recorded, and no body has ended");
    }

    private List<String> complaints() {
        Oracle oracle = new Oracle();
        oracle.live(notes);
        oracle.live(secondLife);
        List<String> rows = events.stream().map(EventLine::asStored).toList();
        LastJudgement.pass(oracle, new Recorded(runs, events, rows, List.of()));
        return oracle.complaints;
    }

    private void body(String step, String trail) {
        notes.add(begin(step, trail));
        note(Note.END, KEY, RUN, step, 1, trail);
        record(EventLine.FINISHED, step);
    }

    private void record(String type, String path) {
        long seq = events.size() + 1;
        EventLine event = new EventLine(RUN, seq, seq, type, path, path.isEmpty() ? 0 : 1, "at " + seq);
        events.add(event);
        notes.add(event.toNote(notes.size(), Note.TOLD));
    }

    private void note(String kind, Object... fields) {
        notes.add(Note.of(notes.size(), kind, fields));
    }

    private void change(String type, String path, UnaryOperator<EventLine> change) {
        events.replaceAll(
                event -> event.type().equals(type) && event.path().equals(path) ? change.apply(event) : event);
        notes.replaceAll(note -> {
            if (!note.kind().equals(Note.TOLD)) {
                return note;
            }
            EventLine event = EventLine.of(note);
            boolean isMeant = event.type().equals(type) && event.path().equals(path);
            return isMeant ? change.apply(event).toNote(note.stamp(), Note.TOLD) : note;
        });
    }

    private static EventLine with(EventLine event, String type, String rest) {
        return new EventLine(event.run(), event.seq(), event.position(), type, event.path(), event.attempt(), rest);
    }

    private static Note begin(String step, String trail) {
        return Note.of(0, Note.BEGIN, KEY, RUN, step, 1, trail);
    }

    private static String attempt(String step) {
        return new Oracle.Attempt(RUN, step, 1).toString();
    }
}

package dev.pawl.event;

/**
 * A loop has decided whether it goes round once more.
 *
 * @param round the round that begins, counted from 0; at the end of the loop, how many rounds there were
 * @param goesOn whether a round begins; false at the end of the loop
 */
public record LoopTurned(RunInfo of, long seq, long position, long millis, String path, int round, boolean goesOn)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path
                + (goesOn ? " begins round " + round : " ends after " + round + (round == 1 ? " round" : " rounds"));
    }
}

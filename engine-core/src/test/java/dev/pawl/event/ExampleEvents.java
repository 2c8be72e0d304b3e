package dev.pawl.event;

import java.util.List;

/** One event of every kind, with all its fields filled, in the order of a run that has them all. Immutable. */
public final class ExampleEvents {
    public static final RunInfo RUN = new RunInfo("r-1", "publish", 3, "site:7");

    /** 2026-01-01T00:00:00Z. */
    public static final long NEW_YEAR = 1_767_225_600_000L;

    private static final long MS_12 = 12_000_000;

    private ExampleEvents() {}

    public static List<ProgressEvent> ofEveryKind() {
        return List.of(
                new RunSubmitted(RUN, 1, 1, 5),
                new RunContinued(RUN, 1, 1, 5, "r-0", "upload", "r-0"),
                new RunStarted(RUN, 2, 2, 5),
                new RunResumed(RUN, 3, 3, 5, "render", 2),
                new RunSnapshotted(RUN, 4, 4, 5),
                new RunWaiting(RUN, 5, 5, 5, "signal 'paid'", NEW_YEAR),
                new RunParked(RUN, 5, 5, 5, "INTERRUPTED", "charge had begun"),
                new StepStarted(RUN, 6, 6, 5, "charge", 2),
                new StepProgress(RUN, 0, 0, 5, "charge", 1, 2, "half"),
                new StepLogged(RUN, 7, 7, 5, "charge", 2, "sent \"7\""),
                new StepNoted(RUN, 7, 7, 5, "charge", 2),
                new ArtifactAdded(RUN, 7, 7, 5, "charge", 2, "receipt.pdf", "application/pdf", 1_024, "out/1.pdf"),
                new StepResolved(RUN, 8, 8, 5, "charge", StepResolved.Decision.REPEAT, "ada"),
                new StepFailed(RUN, 9, 9, 5, "charge", 2, MS_12, "java.io.IOException", "no route", NEW_YEAR, false),
                new StepFinished(RUN, 10, 10, 5, "charge", 3, MS_12, StepFinished.Outcome.FELL_BACK, "by letter"),
                new WaitStarted(RUN, 11, 11, 5, "review", WaitStarted.Kind.APPROVAL, "legal", NEW_YEAR),
                new WaitEnded(RUN, 12, 12, 5, "review", "approved", "ada", "editor", "fine"),
                new BranchTaken(RUN, 13, 13, 5, "size", "large"),
                new LoopTurned(RUN, 14, 14, 5, "poll", 1, true),
                new ItemsCounted(RUN, 15, 15, 5, "pages", 12),
                new SubStarted(RUN, 16, 16, 5, "mail", "send-mail", 2, "c0ffee"),
                new FlowEnded(RUN, 17, 17, 5, "pages[3]", FlowEnded.Outcome.FAILED, "pages[3]/render", "no template"),
                new FlowJoined(RUN, 18, 18, 5, "copies", List.of("paris", "tokyo"), 2, 3),
                new RunStopping(RUN, 19, 19, 5, RunStopping.Reason.CANCEL, "ada", "wrong site"),
                new RunEnded(RUN, 20, 20, 5, RunStatus.FAILED, "charge", "no route"));
    }
}

package dev.pawl.pipeline;

/** What the policies of one step may say together. Stateless. */
final class StepRules {
    private StepRules() {}

    static void check(Draft draft, String path, StepNode step, boolean last) {
        StepPolicy policy = step.policy();
        if (policy.compensate().isPresent() && policy.effect() == Effect.PURE) {
            draft.problem(path, "is pure and has a compensation: it leaves nothing to undo, so take either away");
        }
        if (policy.compensate().isPresent() && last) {
            draft.problem(path, "runs at the end and has a compensation, which nothing would call: take it away");
        }
        checkRetry(draft, path, "", step);
        policy.fallback().ifPresent(fallback -> checkAlternative(draft, path, "fallback", fallback));
        policy.compensate().ifPresent(undo -> checkAlternative(draft, path, "compensation", undo));
    }

    /** Tried again after any failure, it might do its harm twice; who says which failures are harmless may. */
    private static void checkRetry(Draft draft, String path, String whose, StepNode step) {
        Retry retry = step.policy().retry();
        if (step.policy().effect() == Effect.EXTERNAL_ONCE
                && retry.attempts() > 1
                && retry.onlyIf().isEmpty()) {
            draft.problem(
                    path,
                    whose + "is external-once and tried " + retry.attempts()
                            + " times: say by onlyIf after which failures that does no harm");
        }
    }

    private static void checkAlternative(Draft draft, String path, String what, StepNode step) {
        if (step.policy().fallback().isPresent() || step.policy().compensate().isPresent()) {
            draft.problem(path, what + " has a fallback or a compensation of its own: take it away");
        }
        checkRetry(draft, path, what + " ", step);
    }
}

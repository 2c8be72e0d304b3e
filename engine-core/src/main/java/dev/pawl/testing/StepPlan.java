package dev.pawl.testing;

import dev.pawl.api.Step;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Retry;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.StepOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A generated step: its policies, and what each of its attempts does. Immutable.
 *
 * @param deeds of the attempts, the first one first; the last one is also that of all attempts after it
 * @param attempts how many the retry allows
 * @param picky whether the retry has an {@code onlyIf}, which does not want an {@link IllegalStateException} again
 */
record StepPlan(
        int number,
        boolean inline,
        Effect effect,
        long delayMillis,
        int attempts,
        long backoffMillis,
        boolean picky,
        List<Deed> deeds,
        Optional<Deed> fallback)
        implements NodePlan {
    static String id(int number) {
        return "n" + number;
    }

    @Override
    public String path() {
        return id(number);
    }

    @Override
    public NodePlan silenced() {
        return new StepPlan(number, inline, effect, delayMillis, 1, 0, false, List.of(Deed.NOTHING), Optional.empty());
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        if (inline) {
            sequence.step(path(), code(log), o -> options(o, log));
        } else {
            sequence.step(path(), RandomWork.TYPE, o -> options(o, log).with("number", number));
        }
    }

    @Override
    public Optional<Step> code(int of, WorkLog log) {
        return of == number ? Optional.of(code(log)) : Optional.empty();
    }

    private Step code(WorkLog log) {
        return context ->
                deeds.get(Math.min(context.attempt(), deeds.size()) - 1).perform(context, log);
    }

    private StepOptions options(StepOptions options, WorkLog log) {
        Retry retry = Retry.times(attempts).backoff(Duration.ofMillis(backoffMillis));
        options.effect(effect)
                .delay(Duration.ofMillis(delayMillis))
                .retry(picky ? retry.onlyIf(thrown -> !(thrown instanceof IllegalStateException)) : retry);
        fallback.ifPresent(deed -> options.fallback(context -> deed.perform(context, log)));
        return options;
    }
}

package dev.pawl.testing.race;

import static dev.pawl.testing.race.Race.Act.RESUME;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import java.time.Duration;
import java.util.Set;

/** The pipelines of races: each ends in what both sides are about, and has something to undo and something to do last. Immutable. */
final class RacePipelines {
    static final Key<Long> TOKEN = Key.of("token", Long.class);
    static final Key<Integer> VALUE = Key.of("value", Integer.class);
    static final String NAME = "race";
    static final String NEWS = "news";

    /** The second one of those races in which it has to be told to both engines. */
    static final String MORE = "more";

    static final Duration NAP = Duration.ofSeconds(1);

    /** Longer than the nap, and shorter than the grace of a body that was interrupted. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private RacePipelines() {}

    static Pipeline of(Race race, RaceBodies bodies) {
        PipelineBuilder pipeline = Pipeline.named(NAME)
                .step("begin", bodies.free(), s -> s.compensate(bodies.free()))
                .lastly("end", bodies.free());
        switch (race) {
            case CANCEL_COMPLETE, CANCEL_TAKE_OVER, COMPLETE_RESUME, COMPLETE_TAKE_OVER ->
                pipeline.step("work", bodies.held());
            case CANCEL_TIME_OUT -> pipeline.deadline(LIMIT).step("work", bodies.held(), s -> s.timeout(LIMIT));
            case COMPLETE_TIME_OUT, TIME_OUT_TAKE_OVER -> pipeline.step("work", bodies.held(), s -> s.timeout(LIMIT));
            case COMPLETE_SIGNAL -> pipeline.step("work", bodies.held()).signal(NEWS, s -> s.into(VALUE));
            case CANCEL_SIGNAL -> pipeline.signal(NEWS, s -> s.into(VALUE));
            case TIME_OUT_SIGNAL -> pipeline.signal(NEWS, s -> s.into(VALUE).expires(LIMIT));
            case CANCEL_RESUME -> pipeline.sleep("nap", NAP);
            case TIME_OUT_RESUME -> pipeline.deadline(LIMIT).sleep("nap", NAP);
            case RESUME_TAKE_OVER -> pipeline.sleep("nap", NAP).step("work", bodies.held());
            case RESUME_SIGNAL ->
                pipeline.parallel(
                        "fork",
                        Join.any(),
                        fork -> fork.branch("nap", b -> b.sleep("nap", NAP))
                                .branch(NEWS, b -> b.signal(NEWS, s -> s.into(VALUE))));
            case SIGNAL_TAKE_OVER ->
                pipeline.parallel(
                        "fork",
                        fork -> fork.branch("work", b -> b.step("work", bodies.held()))
                                .branch(NEWS, b -> b.signal(NEWS, s -> s.into(VALUE)))
                                .branch(MORE, b -> b.signal(MORE)));
        }
        return pipeline.step("after", bodies.free()).build();
    }

    /** Whether the race begins in the body of the step in the middle; else when the run waits. */
    static boolean beginsInBody(Race race) {
        return !race.has(RESUME)
                        && !Set.of(Race.CANCEL_SIGNAL, Race.TIME_OUT_SIGNAL).contains(race)
                || race == Race.COMPLETE_RESUME;
    }
}

package dev.pawl.testing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.WaitNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated work that the crash trials stand on reaches everything, and is the same again. */
class CoverageOfRandomWorkTest {
    private static final int ENOUGH = 20;

    private static final List<RandomWork> WORK = LongStream.rangeClosed(1, 500)
            .mapToObj(seed -> RandomWork.of(seed, CrashTrial.DEPTH))
            .toList();

    private static final List<NodePlan> NODES =
            WORK.stream().flatMap(RandomWork::all).toList();

    @Test
    void everyKindOfNodeIsThereOften() {
        for (Class<?> kind : List.of(
                StepPlan.class,
                ParallelPlan.class,
                BranchPlan.class,
                ForEachPlan.class,
                LoopPlan.class,
                SubPlan.class,
                SleepPlan.class)) {
            assertThat(count(kind::isInstance)).as(kind.getSimpleName()).isGreaterThan(ENOUGH);
        }
        for (WaitNode.Type type : WaitNode.Type.values()) {
            assertThat(count(node -> node instanceof WaitPlan wait && wait.type() == type))
                    .as(type.name())
                    .isGreaterThan(ENOUGH);
        }
    }

    @Test
    void everyJoinAndEveryEffectIsThereOften() {
        for (Class<?> join : List.of(Join.All.class, Join.Any.class, Join.AtLeast.class)) {
            assertThat(count(node -> node instanceof ParallelPlan parallel && join.isInstance(parallel.join())))
                    .as(join.getSimpleName())
                    .isGreaterThan(ENOUGH);
        }
        for (Effect effect : Effect.values()) {
            assertThat(count(node -> node instanceof StepPlan step && step.effect() == effect))
                    .as(effect.name())
                    .isGreaterThan(ENOUGH);
        }
    }

    @Test
    void everyPolicyIsThereOften() {
        assertThat(steps(step -> step.undo().isPresent())).isGreaterThan(ENOUGH);
        assertThat(steps(step -> step.fallback().isPresent())).isGreaterThan(ENOUGH);
        assertThat(steps(step -> step.tries().attempts() > 1)).isGreaterThan(ENOUGH);
        assertThat(steps(step -> step.delayMillis() > 0)).isGreaterThan(ENOUGH);
        assertThat(steps(step -> step.tries().has(Deed.End.STOPPED))).isGreaterThan(ENOUGH);
        assertThat(steps(StepPlan::refers)).isGreaterThan(ENOUGH);
        assertThat(steps(step -> !step.only().isEmpty())).isGreaterThan(ENOUGH);
        assertThat(count(node -> node instanceof SubPlan sub && !sub.last().isEmpty()))
                .isGreaterThan(ENOUGH);
        assertThat(WORK.stream().filter(work -> work.top().anyMatch(node -> new Flows(work).isLast(node.id()))))
                .hasSizeGreaterThan(ENOUGH);
        assertThat(count(node -> node instanceof ForEachPlan each && each.maxConcurrent() > 1))
                .isGreaterThan(ENOUGH);
    }

    @Test
    void everyContainerIsFilledThreeDeepAndNoneDeeperThanSaid() {
        Set<Class<?>> deep = NODES.stream()
                .filter(node -> node.depth() >= 3)
                .map(Object::getClass)
                .collect(toSet());

        assertThat(deep)
                .contains(ParallelPlan.class, BranchPlan.class, ForEachPlan.class, LoopPlan.class, SubPlan.class);
        assertThat(NODES).allMatch(node -> node.depth() <= CrashTrial.DEPTH);
    }

    @Test
    void manyPiecesOfWorkCanRunWithoutBeingRecorded() {
        assertThat(WORK.stream().filter(Unrecorded::canRun)).hasSizeGreaterThan(5 * ENOUGH);
    }

    @Test
    void theSameSeedGivesTheSameWork() {
        for (RandomWork work : WORK) {
            RandomWork again = RandomWork.of(work.seed(), CrashTrial.DEPTH);

            assertThat(again).hasToString(work.toString());
            assertThat(again.pipeline().fingerprint()).isEqualTo(work.pipeline().fingerprint());
        }
    }

    @Test
    void workWithoutDepthIsStepsOnly() {
        Stream<NodePlan> flat =
                LongStream.rangeClosed(1, 100).mapToObj(RandomWork::of).flatMap(RandomWork::all);

        assertThat(flat).allMatch(StepPlan.class::isInstance);
    }

    private static long steps(Predicate<StepPlan> which) {
        return count(node -> node instanceof StepPlan step && which.test(step));
    }

    private static long count(Predicate<NodePlan> which) {
        return NODES.stream().filter(which).count();
    }
}

package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Nodes one after another: what a pipeline and everything inside it is written in. Ids and structure are checked
 * when the pipeline is built, all at once; a plain mistake in an argument is refused by the call. Confined to one
 * thread.
 *
 * @param <S> the type that goes on, so that calls can be chained
 */
public abstract sealed class Sequence<S extends Sequence<S>> permits PipelineBuilder, Body, Items {
    final Draft draft;
    private final String path;
    private final int depth;
    private final List<Node> nodes = new ArrayList<>();

    Sequence(Draft draft, String path, int depth) {
        this.draft = draft;
        this.path = path;
        this.depth = depth;
    }

    /** A step with code of its own. */
    public S step(String id, Step code) {
        return step(id, code, plain -> plain);
    }

    public S step(String id, Step code, UnaryOperator<StepOptions> options) {
        return step(id, StepNode.INLINE, Optional.of(requireNonNull(code, "code")), options);
    }

    /** A step that puts what a function makes of one value under another key. */
    public <A, B> S step(String id, Key<A> in, Key<B> out, StepFunction<? super A, ? extends B> function) {
        return step(id, in, out, function, plain -> plain);
    }

    public <A, B> S step(
            String id,
            Key<A> in,
            Key<B> out,
            StepFunction<? super A, ? extends B> function,
            UnaryOperator<StepOptions> options) {
        return step(id, new FunctionStep<>(in, out, function), options);
    }

    /** A step of a registered type. */
    public S step(String id, String uses) {
        return step(id, uses, plain -> plain);
    }

    public S step(String id, String uses, UnaryOperator<StepOptions> options) {
        return step(id, requireNonNull(uses, "uses"), Optional.empty(), options);
    }

    /** Branches at the same time, all of which have to succeed. */
    public S parallel(String id, Consumer<Branches> branches) {
        return parallel(id, Join.all(), branches);
    }

    public S parallel(String id, Join join, Consumer<Branches> branches) {
        requireNonNull(join, "join");
        return container(id, at -> {
            Branches inside = new Branches(draft, at, depth + 1);
            branches.accept(inside);
            draft.collect(at, nodes, () -> new ParallelNode(id, join, inside.list()));
        });
    }

    /** The first case whose condition holds. */
    public S branch(String id, Consumer<Cases> cases) {
        return container(id, at -> {
            Cases inside = new Cases(draft, at, depth + 1);
            cases.accept(inside);
            draft.collect(at, nodes, () -> new BranchNode(id, inside.list(), inside.otherwise()));
        });
    }

    /**
     * The same nodes for each element of the list at a {@link Reference}, one after another unless said otherwise.
     */
    public S forEach(String id, String items, Key<?> item, Consumer<Items> body) {
        Reference list = Reference.of(items);
        requireNonNull(item, "item");
        return container(id, at -> {
            Items inside = new Items(draft, at, depth + 1);
            body.accept(inside);
            draft.collect(at, nodes, () -> inside.node(id, list, item));
        });
    }

    /** The same nodes for each element of the list under this key. */
    public <E> S forEach(String id, Key<? extends List<E>> items, Key<E> item, Consumer<Items> body) {
        return forEach(id, items.name(), item, body);
    }

    /** The same nodes again as long as a condition holds, asked before each round. */
    public S loopWhile(String id, Condition condition, int atMost, Consumer<Body> body) {
        return loop(id, LoopNode.Mode.WHILE, condition, atMost, body);
    }

    /** The same nodes again until a condition holds, asked after each round. */
    public S loopUntil(String id, Condition condition, int atMost, Consumer<Body> body) {
        return loop(id, LoopNode.Mode.UNTIL, condition, atMost, body);
    }

    /** A registered pipeline inside this one, in its newest version. */
    public S sub(String id, String pipeline) {
        return sub(id, pipeline, plain -> plain);
    }

    public S sub(String id, String pipeline, UnaryOperator<SubOptions> options) {
        SubOptions chosen = options.apply(new SubOptions());
        draft.collect(at(id), nodes, () -> chosen.node(id, requireNonNull(pipeline, "pipeline")));
        return self();
    }

    /** That pipeline inside this one. */
    public S sub(String id, Pipeline pipeline) {
        return sub(id, pipeline, plain -> plain);
    }

    public S sub(String id, Pipeline pipeline, UnaryOperator<SubOptions> options) {
        requireNonNull(pipeline, "pipeline");
        SubOptions chosen = options.apply(new SubOptions());
        draft.collect(at(id), nodes, () -> chosen.node(id, pipeline));
        return self();
    }

    /** Waits for a signal of this name. */
    public S signal(String id) {
        return signal(id, plain -> plain);
    }

    public S signal(String id, UnaryOperator<WaitOptions> options) {
        return wait(id, WaitNode.Type.SIGNAL, options);
    }

    /** Waits for somebody's approval; the run fails when it is rejected, unless said otherwise. */
    public S approval(String id) {
        return approval(id, plain -> plain);
    }

    public S approval(String id, UnaryOperator<WaitOptions> options) {
        return wait(id, WaitNode.Type.APPROVAL, options);
    }

    public S sleep(String id, Duration time) {
        Names.checkDuration("sleep", time);
        draft.collect(at(id), nodes, () -> new SleepNode(id, Optional.of(time), Optional.empty()));
        return self();
    }

    /** Sleeps until the instant that stands at a {@link Reference}. */
    public S sleepUntil(String id, String instant) {
        Reference until = Reference.of(instant);
        draft.collect(at(id), nodes, () -> new SleepNode(id, Optional.empty(), Optional.of(until)));
        return self();
    }

    /** A node that is ready, such as one read from a definition. */
    public S add(Node node) {
        nodes.add(requireNonNull(node, "node"));
        return self();
    }

    abstract S self();

    List<Node> list() {
        return nodes;
    }

    private String at(String id) {
        return Paths.join(path, Names.isId(requireNonNull(id, "id")) ? id : Names.show(id));
    }

    private S step(String id, String uses, Optional<Step> code, UnaryOperator<StepOptions> options) {
        StepOptions chosen = options.apply(new StepOptions());
        draft.collect(at(id), nodes, () -> chosen.node(id, uses, code));
        return self();
    }

    private S loop(String id, LoopNode.Mode mode, Condition condition, int atMost, Consumer<Body> body) {
        requireNonNull(condition, "condition");
        return container(id, at -> {
            List<Node> inside = Body.of(draft, at, depth + 1, body);
            draft.collect(at, nodes, () -> new LoopNode(id, mode, condition, atMost, inside));
        });
    }

    private S wait(String id, WaitNode.Type type, UnaryOperator<WaitOptions> options) {
        WaitOptions chosen = options.apply(new WaitOptions());
        draft.collect(at(id), nodes, () -> chosen.node(id, type));
        return self();
    }

    /** Goes no deeper than allowed, so that not even a definition that calls itself overflows the stack. */
    private S container(String id, Consumer<String> content) {
        String at = at(id);
        if (depth >= Limits.DEPTH) {
            draft.problem(at, Validation.TOO_DEEP);
        } else {
            content.accept(at);
        }
        return self();
    }
}

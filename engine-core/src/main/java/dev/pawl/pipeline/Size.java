package dev.pawl.pipeline;

/** How large a pipeline is, those inside it included. Immutable. */
record Size(int nodes, int depth, long characters) {
    static final Size NOTHING = new Size(0, 0, 0);

    static Size of(Pipeline pipeline) {
        return ((DefinedPipeline) pipeline).size();
    }

    /** The characters in all settings and literals that a node itself has. */
    static long charactersOf(Node node) {
        if (node instanceof StepNode step) {
            return characters(step.with())
                    + step.policy().fallback().map(Size::charactersOf).orElse(0L)
                    + step.policy().compensate().map(Size::charactersOf).orElse(0L);
        }
        if (node instanceof SubPipelineNode sub) {
            return characters(sub.with());
        }
        if (node instanceof LoopNode loop) {
            return Conditions.characters(loop.condition());
        }
        long sum = 0;
        if (node instanceof BranchNode branch) {
            for (Case each : branch.cases()) {
                sum += Conditions.characters(each.when());
            }
        }
        return sum;
    }

    /** The characters of a tree; a value that is no text counts as one. */
    static long characters(Object tree) {
        long sum = 1;
        if (tree instanceof String text) {
            sum = text.length();
        } else if (tree instanceof Iterable<?> list) {
            for (Object element : list) {
                sum += characters(element);
            }
        } else if (tree instanceof java.util.Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                sum += characters(entry.getKey()) + characters(entry.getValue());
            }
        }
        return sum;
    }
}

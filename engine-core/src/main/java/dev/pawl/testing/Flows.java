package dev.pawl.testing;

import java.util.ArrayList;
import java.util.List;

/** Knows in which branches and items of the generated work a path lies. Immutable. */
record Flows(RandomWork work) {
    /**
     * A branch of a parallel or an item of a for-each.
     *
     * @param container the path of the parallel or the for-each
     * @param concurrent whether others of the container run at the same time
     * @param loses whether it is a branch that never succeeds
     */
    record Flow(String container, String path, boolean concurrent, boolean loses) {}

    /** The flows that the path lies in, itself too if it is one, the outermost first. */
    List<Flow> around(String path) {
        List<Flow> flows = new ArrayList<>();
        int start = 0;
        while (start < path.length()) {
            int end = end(path, start);
            String segment = path.substring(start, end);
            NodePlan node = work.find(id(segment)).orElse(null);
            if (node instanceof ForEachPlan each && segment.endsWith("]")) {
                String container = path.substring(0, path.lastIndexOf('[', end));
                flows.add(new Flow(container, path.substring(0, end), each.maxConcurrent() > 1, false));
            } else if (node instanceof ParallelPlan parallel && end < path.length()) {
                String container = path.substring(0, end);
                int after = end(path, end + 1);
                boolean loses = parallel.losers().contains(path.substring(end + 1, after));
                flows.add(new Flow(container, path.substring(0, after), true, loses));
                end = after;
            }
            start = end + 1;
        }
        return flows;
    }

    /** The path of the innermost flow; empty for the run itself. */
    String innermost(String path) {
        List<Flow> flows = around(path);
        return flows.isEmpty() ? "" : flows.get(flows.size() - 1).path();
    }

    /** Whether the two may be carried at the same time. */
    boolean areConcurrent(String one, String other) {
        List<Flow> first = around(one);
        List<Flow> second = around(other);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (!first.get(i).path().equals(second.get(i).path())) {
                return first.get(i).concurrent()
                        && first.get(i).container().equals(second.get(i).container());
            }
        }
        return false;
    }

    /** The step that this is the path of, or of whose compensation it is; null when it is none. */
    StepPlan step(String path) {
        String of = isUndo(path) ? undone(path) : path;
        return work.find(id(of.substring(of.lastIndexOf('/') + 1))).orElse(null) instanceof StepPlan step ? step : null;
    }

    /** Whether it is a step that runs at the end of the run. */
    boolean isLast(String path) {
        return work.find(path).isPresent() && !work.isTop(path);
    }

    static boolean isUndo(String path) {
        return path.endsWith("/undo");
    }

    /** The path of the step that this compensation undoes. */
    static String undone(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Whether the path lies in the other one. */
    static boolean isIn(String around, String path) {
        return path.startsWith(around + "/") || path.startsWith(around + "[");
    }

    private static int end(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    private static String id(String segment) {
        int bracket = segment.indexOf('[');
        return bracket < 0 ? segment : segment.substring(0, bracket);
    }
}

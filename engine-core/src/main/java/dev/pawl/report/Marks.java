package dev.pawl.report;

import dev.pawl.pipeline.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a diagram shows of a run at each node of the pipeline: all its items and rounds together. Immutable. */
final class Marks {
    static final Marks NONE = new Marks();

    /** One of several items decides how their node looks: the first of these that any of them is in. */
    private static final List<NodeState> LOUDEST = List.of(
            NodeState.RUNNING,
            NodeState.RETRYING,
            NodeState.WAITING,
            NodeState.INTERRUPTED,
            NodeState.FAILED,
            NodeState.NOT_UNDONE,
            NodeState.CANCELLED,
            NodeState.UNDONE,
            NodeState.STOPPED,
            NodeState.FELL_BACK,
            NodeState.DONE,
            NodeState.SKIPPED,
            NodeState.KEPT,
            NodeState.PENDING,
            NodeState.PASSED_OVER);

    private final Map<String, List<NodeReport>> nodes = new HashMap<>();

    private Marks() {}

    Marks(RunReport report) {
        for (NodeReport node : report.nodes()) {
            nodes.computeIfAbsent(Paths.inPipeline(node.path()), p -> new ArrayList<>())
                    .add(node);
        }
    }

    Optional<NodeState> state(String path) {
        List<NodeReport> all = nodes.getOrDefault(path, List.of());
        return LOUDEST.stream()
                .filter(state -> all.stream().anyMatch(node -> node.state() == state))
                .findFirst();
    }

    /** What stands below the name: how many are done, and how long it took; empty when there is nothing to say. */
    String detail(String path) {
        List<NodeReport> all = nodes.getOrDefault(path, List.of());
        List<String> parts = new ArrayList<>();
        if (all.size() > 1) {
            long done = all.stream().filter(node -> node.state().isCompleted()).count();
            parts.add(done + " of " + all.size() + " done");
        }
        Duration time = all.stream().flatMap(node -> node.duration().stream()).reduce(Duration.ZERO, Duration::plus);
        if (all.stream().anyMatch(node -> node.duration().isPresent())) {
            parts.add(ReportText.time(time));
        }
        int attempts =
                all.stream().mapToInt(node -> node.attempts().size()).max().orElse(0);
        if (attempts > 1) {
            parts.add(attempts + " attempts");
        }
        return String.join(", ", parts);
    }
}

package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import dev.pawl.json.JsonDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that there is to say of a run at one hour, whether it is under way or over, and whether or not its pipeline is still registered:
 * {@code run.report().text()} for people, {@code json()} for downloads. What stands under a secret key is not in it, nor where it came to
 * stand elsewhere. Immutable.
 *
 * @param continues the run that this one goes on with, by retry or fork; empty when it begins a chain
 * @param forkedAt the node that a fork begins with; empty for a retry
 * @param chain all runs of the chain, this one too, the first one first
 * @param reason why it waits or is parked; empty otherwise
 * @param message why it ended as it did, or how it can go on; empty when there is nothing to say
 * @param failedAt the node that decided the end; empty when none did
 * @param stoppedBy who asked for its end; empty when nobody did
 * @param reported the hour of the report
 * @param total from its start to its end or now
 * @param queued from its submit to its start or now
 * @param waiting for how long it waited or was parked, without thread or slot
 * @param nodes in the order of the pipeline, a container before what is in it
 * @param waits what was waited for, and who decided
 * @param inputs what it was submitted with, as trees, without what is secret
 * @param results the data of its nodes, by path, as trees
 * @param shape the pipeline as data, with those inside it
 */
public record RunReport(
        String run,
        String pipeline,
        int version,
        String subject,
        String queue,
        String continues,
        String forkedAt,
        List<ChainLink> chain,
        RunStatus status,
        String reason,
        String message,
        String failedAt,
        String stoppedBy,
        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> ended,
        Instant reported,
        Duration total,
        Duration queued,
        Duration waiting,
        List<NodeReport> nodes,
        List<WaitReport> waits,
        Map<String, Object> inputs,
        Map<String, Object> results,
        Map<String, Object> shape) {
    public RunReport {
        requireNonNull(run, "run");
        requireNonNull(status, "status");
        chain = List.copyOf(chain);
        nodes = List.copyOf(nodes);
        waits = List.copyOf(waits);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        shape = Collections.unmodifiableMap(new LinkedHashMap<>(shape));
    }

    /** How many of its steps are done, and which. */
    public Steps steps() {
        return Steps.of(nodes);
    }

    /** The attempts that have failed, in the order in which they did. */
    public List<Failed> errors() {
        List<Failed> errors = new ArrayList<>();
        for (NodeReport node : nodes) {
            for (Attempt attempt : node.attempts()) {
                if (attempt.state() == NodeState.FAILED) {
                    errors.add(new Failed(
                            node.path(), attempt.number(), attempt.ended(), attempt.error(), attempt.message()));
                }
            }
        }
        errors.sort(Comparator.comparing(Failed::at));
        return errors;
    }

    /** A bar for each attempt and each wait, by the hour at which they began; that of a wait has the state of its node. */
    public List<Bar> timeline() {
        List<Bar> bars = new ArrayList<>();
        Map<String, NodeState> states = new HashMap<>();
        for (NodeReport node : nodes) {
            boolean isWork = node.isStep() || node.kind().equals(NodeReport.UNDO);
            if (!isWork || node.attempts().isEmpty()) {
                states.put(node.path(), node.state());
                continue;
            }
            for (Attempt each : node.attempts()) {
                bars.add(new Bar(node.path(), each.number(), each.started(), each.ended(), each.state()));
            }
        }
        Instant open = ended.orElse(reported);
        for (WaitReport wait : waits) {
            NodeState otherwise = wait.ended().isPresent()
                    ? NodeState.DONE
                    : status.isTerminal() ? NodeState.CANCELLED : NodeState.WAITING;
            NodeState state = states.getOrDefault(wait.path(), otherwise);
            bars.add(new Bar(wait.path(), 0, wait.since(), wait.ended().orElse(open), state));
        }
        bars.sort(Comparator.comparing(Bar::start));
        return bars;
    }

    /** This report as a tree, for hosts that write it in a form of their own. */
    public Map<String, Object> tree() {
        return ReportTree.of(this);
    }

    /** This report as JSON, indented; its fields stay what they are. */
    public String json() {
        return JsonDocument.of(tree());
    }

    /** This report as a page for a terminal. */
    public String text() {
        return ReportText.of(this);
    }
}

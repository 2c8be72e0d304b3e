package dev.pawl.report;

import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ItemsCounted;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepProgress;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import dev.pawl.event.SubStarted;
import dev.pawl.event.WaitEnded;
import dev.pawl.event.WaitStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the events of a run say of its nodes, by path. Confined to one thread. */
final class Story {
    private static final NodeStory NOTHING = new NodeStory();

    final RunStory run = new RunStory();
    final List<WaitReport> waits = new ArrayList<>();
    private final NavigableMap<String, NodeStory> nodes = new TreeMap<>();

    static Story of(List<? extends ProgressEvent> events) {
        Story story = new Story();
        events.forEach(story::take);
        return story;
    }

    /** Of a node that nothing is said of, one that is not to be changed. */
    NodeStory look(String path) {
        return nodes.getOrDefault(path, NOTHING);
    }

    Map<String, NodeStory> nodes() {
        return nodes;
    }

    /** Whether something is said of this item or round, or of what is in it. */
    boolean hasIn(String item) {
        return nodes.containsKey(item)
                || !nodes.subMap(item + "/", item + (char) ('/' + 1)).isEmpty();
    }

    private NodeStory at(String path) {
        return nodes.computeIfAbsent(path, p -> new NodeStory());
    }

    private void take(ProgressEvent event) {
        if (event instanceof StepStarted e) {
            boolean hasWaited = isWaiting(e.path());
            at(e.path()).running(e.attempt(), e.millis());
            waitIsOver(e.path(), hasWaited, e);
        } else if (event instanceof StepProgress e) {
            progress(at(e.path()), e);
        } else if (event instanceof StepFinished e) {
            boolean hasWaited = isWaiting(e.path());
            at(e.path()).finished(e);
            waitIsOver(e.path(), hasWaited, e);
        } else if (event instanceof StepFailed e) {
            boolean hasWaited = isWaiting(e.path());
            at(e.path()).failed(e);
            waitIsOver(e.path(), hasWaited, e);
        } else if (event instanceof StepResolved e) {
            resolved(at(e.path()), e);
        } else if (event instanceof WaitStarted e) {
            waits.add(new WaitReport(
                    e.path(),
                    e.kind(),
                    e.name(),
                    e.time(),
                    NodeStory.hour(e.until()),
                    Optional.empty(),
                    "",
                    "",
                    "",
                    ""));
            if (e.kind() != WaitStarted.Kind.DELAY) {
                at(e.path()).begin(e.millis());
            }
            at(e.path()).state = NodeState.WAITING;
        } else if (event instanceof WaitEnded e) {
            waitEnded(e);
        } else if (!inFlow(event)) {
            run.take(event);
            if (run.isLetGo(event)) {
                nodes.values().forEach(node -> node.interrupted(event.millis()));
            }
        }
    }

    /** Whether it was about the flow of nodes. */
    private boolean inFlow(ProgressEvent event) {
        if (event instanceof BranchTaken e) {
            NodeStory node = opened(e.path(), e.millis());
            node.choice = e.choice();
            node.message = e.choice().isEmpty() ? "none of its cases" : e.choice();
        } else if (event instanceof LoopTurned e) {
            NodeStory node = opened(e.path(), e.millis());
            node.size = e.goesOn() ? e.round() + 1 : e.round();
            if (!e.goesOn()) {
                node.over(NodeState.DONE, e.millis(), e.round() + (e.round() == 1 ? " round" : " rounds"));
            }
        } else if (event instanceof ItemsCounted e) {
            opened(e.path(), e.millis()).size = e.size();
        } else if (event instanceof SubStarted e) {
            opened(e.path(), e.millis()).fingerprint = Optional.of(e.fingerprint());
        } else if (event instanceof FlowEnded e) {
            at(e.path()).over(NodeState.valueOf(e.outcome().name()), e.millis(), e.message());
            leave(e);
        } else if (event instanceof FlowJoined e) {
            String winners = e.winners().isEmpty() ? "" : ": " + String.join(", ", e.winners());
            at(e.path()).over(NodeState.DONE, e.millis(), e.done() + " of " + e.all() + " done" + winners);
        } else {
            return false;
        }
        return true;
    }

    private NodeStory opened(String path, long millis) {
        NodeStory node = at(path);
        node.begin(millis);
        node.state = NodeState.RUNNING;
        return node;
    }

    private static void progress(NodeStory node, StepProgress e) {
        if (node.isOver()) {
            return;
        }
        if (!node.isAtWork()) {
            node.running(node.attempts.size() + 1, e.millis());
        }
        node.message = e.done()
                + (e.total() > 0 ? " of " + e.total() : "")
                + (e.message().isEmpty() ? "" : " " + e.message());
    }

    private static void resolved(NodeStory node, StepResolved e) {
        node.interrupted(e.millis());
        String said = "resolved as " + e.decision().name().toLowerCase(Locale.ROOT)
                + (e.actor().isEmpty() ? "" : " by " + e.actor());
        switch (e.decision()) {
            case DONE -> node.over(NodeState.DONE, e.millis(), said);
            case FAIL -> node.over(NodeState.FAILED, e.millis(), said);
            case REPEAT -> {
                node.state = NodeState.PENDING;
                node.message = said;
            }
        }
    }

    private void waitEnded(WaitEnded e) {
        for (int i = waits.size() - 1; i >= 0; i--) {
            WaitReport open = waits.get(i);
            if (open.path().equals(e.path()) && open.ended().isEmpty()) {
                waits.set(
                        i,
                        new WaitReport(
                                open.path(),
                                open.kind(),
                                open.name(),
                                open.since(),
                                open.until(),
                                Optional.of(e.time()),
                                e.outcome(),
                                e.actor(),
                                e.role(),
                                e.comment()));
                break;
            }
        }
        String by = e.actor().isEmpty() ? "" : " by " + e.actor();
        at(e.path()).over(NodeState.DONE, e.millis(), e.outcome() + by);
    }

    private boolean isWaiting(String path) {
        return look(path).state == NodeState.WAITING;
    }

    /** That a delay is over, or that nobody has answered in time, has no event of its own. */
    private void waitIsOver(String path, boolean hasWaited, ProgressEvent event) {
        if (hasWaited) {
            Instant begun = Instant.ofEpochMilli(look(path).started);
            waits.replaceAll(wait -> wait.path().equals(path) && wait.ended().isEmpty()
                    ? wait.over(wait.kind() == WaitStarted.Kind.DELAY ? begun : event.time())
                    : wait);
        }
    }

    /** What is still waited for in a branch or an item that has ended is not waited for any more. */
    private void leave(FlowEnded flow) {
        String inside = flow.path() + "/";
        waits.replaceAll(
                wait -> wait.path().startsWith(inside) && wait.ended().isEmpty() ? wait.over(flow.time()) : wait);
    }
}

package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.LogRow;
import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The queues of an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryRunQueue implements RunQueue {
    private final Gate gate;
    private final RunTable runs;
    private final LogBook book;
    private final Teller teller;
    private final Set<String> alive = new HashSet<>(); // guarded by gate

    InMemoryRunQueue(Gate gate, RunTable runs, LogBook book, Teller teller) {
        this.gate = gate;
        this.runs = runs;
        this.book = book;
        this.teller = teller;
    }

    @Override
    public Accepted submit(NewRun run, String claimer) {
        requireNonNull(run, "run");
        requireNonNull(claimer, "claimer");
        Accepted accepted = gate.inside(() -> accept(run, claimer));
        teller.tell();
        return accepted;
    }

    private Accepted accept(NewRun run, String claimer) {
        RunSpec spec = run.spec();
        var known = runs.findByKey(spec.key());
        if (known.isPresent()) {
            return new Accepted(known.get().run(), false);
        }
        if (runs.find(spec.id()).isPresent()) {
            throw new StoreException(
                    Reason.FAILED,
                    "run " + spec.id() + " of pipeline " + spec.pipeline()
                            + " cannot be submitted: there is a run with this id; give it an id of its own");
        }
        var state = RunState.submitted(run.due(), spec.created());
        boolean claimed = !claimer.isEmpty() && !hasSuspect(claimer) && isNext(run);
        if (!claimed) {
            checkRoom(spec);
        }
        RunEntry entry = runs.add(spec, claimed ? state.claimedBy(claimer, spec.created(), 1) : state);
        var first = new LogRow(entry.number(), 1, 0, spec.created(), run.type(), "", 0, run.event(), run.delta());
        teller.note(book.write(entry, List.of(first)));
        return new Accepted(entry.run(), true);
    }

    private boolean isNext(NewRun run) {
        RunSpec spec = run.spec();
        Lane lane = runs.knownLane(spec.queue()).orElseGet(Lane::new);
        return run.due() <= spec.created()
                && lane.isOpen()
                && runs.mayStart(spec)
                && lane.urgent(this::mayStart).isEmpty()
                && lane.first(spec.created(), this::mayStart)
                        .filter(ahead -> ahead.spec().priority() >= spec.priority())
                        .isEmpty();
    }

    private boolean mayStart(RunEntry entry) {
        return runs.mayStart(entry.spec());
    }

    private void checkRoom(RunSpec spec) {
        if (runs.knownLane(spec.queue()).filter(Lane::isFull).isPresent()) {
            long capacity = runs.lane(spec.queue()).state(spec.queue()).capacity();
            throw new StoreException(
                    Reason.QUEUE_FULL,
                    "a run of pipeline " + spec.pipeline() + " cannot be submitted: the capacity of queue '"
                            + spec.queue() + "' is " + capacity
                            + ", and as many runs wait in it; submit again when fewer wait, or raise its capacity");
        }
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        requireNonNull(owner, "owner");
        List<String> names = List.copyOf(queues);
        return gate.inside(() -> {
            List<RunRow> claimed = new ArrayList<>();
            while (claimed.size() < max && !hasSuspect(owner)) {
                Optional<RunEntry> next = next(names, now).filter(entry -> mayCarry(owner, entry.state()));
                if (next.isEmpty()) {
                    break;
                }
                RunEntry entry = next.get();
                runs.change(
                        entry, entry.state().claimedBy(owner, now, entry.rows().size()));
                claimed.add(entry.run());
            }
            return claimed;
        });
    }

    private boolean mayCarry(String owner, RunState state) {
        return !state.isSuspect() || runs.carriedBy(owner).isEmpty();
    }

    private boolean hasSuspect(String owner) {
        return runs.hasSuspects()
                && runs.carriedBy(owner).stream()
                        .anyMatch(entry -> entry.state().isSuspect());
    }

    private Optional<RunEntry> next(List<String> queues, long now) {
        List<Lane> lanes =
                queues.stream().flatMap(queue -> runs.knownLane(queue).stream()).toList();
        return lanes.stream()
                .flatMap(lane -> lane.urgent(this::mayStart).stream())
                .min(Lane.ORDER)
                .or(() -> lanes.stream()
                        .filter(Lane::isOpen)
                        .flatMap(lane -> lane.first(now, this::mayStart).stream())
                        .min(Lane.ORDER));
    }

    @Override
    public OptionalLong nextDue(List<String> queues, long now) {
        List<String> names = List.copyOf(queues);
        return gate.inside(() -> names.stream()
                .flatMap(queue -> runs.knownLane(queue).stream())
                .flatMapToLong(lane -> lane.nextHour(now).stream())
                .min());
    }

    @Override
    public void join(String owner) {
        requireNonNull(owner, "owner");
        gate.inside(() -> {
            alive.add(owner);
        });
    }

    @Override
    public void leave(String owner) {
        requireNonNull(owner, "owner");
        gate.inside(() -> {
            alive.remove(owner);
            runs.carriedBy(owner)
                    .forEach(entry -> runs.change(
                            entry, entry.state().putBack(entry.state().updated())));
        });
    }

    @Override
    public int takeOver(long now, Set<String> repeated) {
        return gate.inside(() -> {
            List<RunEntry> lost = runs.owners().stream()
                    .filter(owner -> !alive.contains(owner))
                    .flatMap(owner -> runs.carriedBy(owner).stream())
                    .toList();
            lost.forEach(entry -> runs.change(entry, entry.state().takenOver(now, hasProgress(entry, repeated))));
            return lost.size();
        });
    }

    private static boolean hasProgress(RunEntry entry, Set<String> repeated) {
        return entry.rows().stream().skip(entry.state().claimed()).anyMatch(row -> !repeated.contains(row.type()));
    }
}

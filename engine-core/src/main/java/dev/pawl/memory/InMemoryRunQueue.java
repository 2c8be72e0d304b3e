package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
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
        var state = new RunState(RunStatus.QUEUED, "", "", 0, run.due(), 0, spec.created());
        boolean claimed = !claimer.isEmpty() && isNext(run);
        RunEntry entry = runs.add(spec, claimed ? carried(state, claimer, spec.created()) : state);
        var first = new LogRow(entry.number(), 1, 0, spec.created(), run.type(), "", 0, run.event(), run.delta());
        teller.note(book.write(entry, List.of(first)));
        return new Accepted(entry.run(), true);
    }

    private boolean isNext(NewRun run) {
        RunSpec spec = run.spec();
        Lane lane = runs.lane(spec.queue());
        return run.due() <= spec.created()
                && lane.hasFreeSlot()
                && lane.first(spec.created())
                        .filter(ahead -> ahead.spec().priority() >= spec.priority())
                        .isEmpty();
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        requireNonNull(owner, "owner");
        List<String> names = List.copyOf(queues);
        return gate.inside(() -> {
            List<RunRow> claimed = new ArrayList<>();
            var next = next(names, now);
            while (claimed.size() < max && next.isPresent()) {
                RunEntry entry = next.get();
                runs.change(entry, carried(entry.state(), owner, now));
                claimed.add(entry.run());
                next = next(names, now);
            }
            return claimed;
        });
    }

    private Optional<RunEntry> next(List<String> queues, long now) {
        return queues.stream()
                .map(runs::lane)
                .filter(Lane::hasFreeSlot)
                .flatMap(lane -> lane.first(now).stream())
                .min(Lane.ORDER);
    }

    private static RunState carried(RunState state, String owner, long now) {
        return state.with(RunStatus.RUNNING, "", now).ownedBy(owner, state.epoch() + 1);
    }

    @Override
    public void limit(String queue, int limit) {
        requireNonNull(queue, "queue");
        if (limit < 0) {
            throw new IllegalArgumentException("limit of queue " + queue + " < 0: " + limit);
        }
        gate.inside(() -> runs.lane(queue).limit(limit));
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
            runs.carriedBy(owner).forEach(entry -> putBack(entry, entry.state().updated()));
        });
    }

    @Override
    public int takeOver(long now) {
        return gate.inside(() -> {
            List<RunEntry> lost = runs.owners().stream()
                    .filter(owner -> !alive.contains(owner))
                    .flatMap(owner -> runs.carriedBy(owner).stream())
                    .toList();
            lost.forEach(entry -> putBack(entry, now));
            return lost.size();
        });
    }

    private void putBack(RunEntry entry, long updated) {
        RunState state = entry.state();
        runs.change(entry, state.with(RunStatus.QUEUED, "", updated).ownedBy("", state.epoch()));
    }
}

package dev.pawl.sqlite;

import dev.pawl.sqlite.OwnerTable.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which owners are gone. The system lets go of a dead process's lock, so that one is known at once. One that holds its lock and
 * does not beat, because it was stopped or hangs, is gone when its patience is over; that is counted in the time that this
 * process has been looking, by its own clock, which no other clock can disturb. Thread-safe.
 */
final class Lookout {
    /** The longest time between two looks that counts: who was stopped itself has not been looking. */
    private static final long LONGEST_LOOK = 1_000_000_000L;

    private final StoreLock lock;
    private final Heart heart;
    private final Map<String, Silence> silences = new HashMap<>(); // guarded by this
    private long lastLook = System.nanoTime(); // guarded by this

    Lookout(StoreLock lock, Heart heart) {
        this.lock = lock;
        this.heart = heart;
    }

    /** How long an owner has not been heard of since that beat. */
    private static final class Silence {
        private long beat;
        private long nanos;

        private Silence(long beat) {
            this.beat = beat;
        }
    }

    /** Those of these who are gone. */
    synchronized List<Owner> gone(List<Owner> owners) {
        long now = System.nanoTime();
        long looked = Math.min(now - lastLook, LONGEST_LOOK);
        lastLook = now;
        if (!heart.isBeating()) {
            // While nobody can write, nobody can beat either.
            silences.clear();
        }
        Set<String> names = new HashSet<>();
        List<Owner> gone = new ArrayList<>();
        for (Owner owner : owners) {
            names.add(owner.name());
            boolean isDead = owner.place() != Owner.NOWHERE && lock.isFree(owner.place());
            if (!heart.isOurs(owner.name()) && (isDead || isSilent(owner, looked))) {
                gone.add(owner);
            }
        }
        silences.keySet().retainAll(names);
        return gone;
    }

    private boolean isSilent(Owner owner, long looked) {
        Silence silence = silences.computeIfAbsent(owner.name(), name -> new Silence(owner.beat()));
        if (silence.beat != owner.beat()) {
            silence.beat = owner.beat();
            silence.nanos = 0;
        } else {
            silence.nanos += looked;
        }
        return silence.nanos > owner.patience() * 1_000_000;
    }
}

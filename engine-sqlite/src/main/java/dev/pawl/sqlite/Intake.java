package dev.pawl.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What waits for the writer, in order: anybody adds, whoever has the writer's lock takes. */
final class Intake {
    private static final int MOST_TICKETS = 1_000;
    private static final int MOST_BYTES = 8 << 20;

    private final Queue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();
    private final Deque<Ticket<?>> held = new ArrayDeque<>(); // guarded by the writer's lock

    void add(Ticket<?> ticket) {
        queue.add(ticket);
    }

    boolean remove(Ticket<?> ticket) {
        return queue.remove(ticket);
    }

    /** The first that nobody has taken yet; null when there is none. */
    Ticket<?> first() {
        return queue.peek();
    }

    /** What goes into one transaction. */
    record Load(List<Ticket<?>> tickets, long bytes) {
        /** Whether it is so big that more may be waiting behind it. */
        boolean isFull() {
            return tickets.size() >= MOST_TICKETS || bytes >= MOST_BYTES;
        }
    }

    /** Takes as many as fit into one transaction. */
    Load take() {
        List<Ticket<?>> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < MOST_TICKETS && bytes < MOST_BYTES) {
            Ticket<?> next = held.isEmpty() ? queue.poll() : held.poll();
            if (next == null) {
                break;
            }
            taken.add(next);
            bytes += next.size();
        }
        return new Load(taken, bytes);
    }

    /** Puts back what could not be written; it comes first the next time. Gives back what cannot wait. */
    List<Ticket<?>> hold(List<Ticket<?>> tickets) {
        List<Ticket<?>> impatient = new ArrayList<>();
        for (int i = tickets.size() - 1; i >= 0; i--) {
            Ticket<?> ticket = tickets.get(i);
            if (!ticket.isDone()) {
                if (ticket.isPatient()) {
                    held.addFirst(ticket);
                } else {
                    impatient.add(ticket);
                }
            }
        }
        return impatient;
    }

    /** Takes out what cannot wait, while nothing is tried. */
    List<Ticket<?>> takeImpatient() {
        List<Ticket<?>> impatient = new ArrayList<>();
        for (Ticket<?> next = queue.poll(); next != null; next = queue.poll()) {
            if (next.isPatient()) {
                held.add(next);
            } else {
                impatient.add(next);
            }
        }
        return impatient;
    }
}

package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Mailbox;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.Comparator;
import java.util.List;

/** The mail of an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryMailbox implements Mailbox {
    private final Gate gate;
    private final RunTable runs;
    private long last; // guarded by gate

    InMemoryMailbox(Gate gate, RunTable runs) {
        this.gate = gate;
        this.runs = runs;
    }

    @Override
    public long post(Mail mail) {
        requireNonNull(mail, "mail");
        return gate.inside(() -> {
            RunEntry entry = runs.find(mail.run())
                    .orElseThrow(() -> refused(mail, "run " + mail.run(), "there is no such run; look its number up"));
            RunState state = entry.state();
            if (state.status().isTerminal()) {
                String name = "run " + mail.run() + " (" + entry.spec().id() + ")";
                throw refused(mail, name, "it has ended as " + state.status() + "; start a new run instead");
            }
            long number = ++last;
            entry.mail().put(number, numbered(mail, number));
            state.after(mail).ifPresent(woken -> runs.change(entry, woken));
            return number;
        });
    }

    @Override
    public List<Mail> of(long run, int max) {
        return gate.inside(() -> runs.find(run)
                .map(entry ->
                        entry.mail().values().stream().limit(Math.max(0, max)).toList())
                .orElse(List.of()));
    }

    @Override
    public List<Mail> toOwner(String owner, long afterNumber, int max) {
        requireNonNull(owner, "owner");
        return gate.inside(() -> runs.carriedBy(owner).stream()
                .flatMap(entry -> entry.mail().values().stream())
                .filter(mail -> mail.number() > afterNumber)
                .sorted(Comparator.comparingLong(Mail::number))
                .limit(Math.max(0, max))
                .toList());
    }

    private static Mail numbered(Mail mail, long number) {
        return new Mail(
                number, mail.run(), mail.kind(), mail.name(), mail.actor(), mail.body(), mail.millis(), mail.urgent());
    }

    private static StoreException refused(Mail mail, String run, String why) {
        return new StoreException(Reason.FAILED, "mail of kind " + mail.kind() + " for " + run + " is refused: " + why);
    }
}

package dev.pawl.sqlite;

import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** All that a repository can be asked about the runs that it had once: each question with its answer, or with why there is none. */
final class WholeStore {
    private static final int ALL = 10_000;

    private final Repository repository;
    private final Map<String, String> answers = new LinkedHashMap<>();

    private WholeStore(Repository repository) {
        this.repository = repository;
    }

    /** The runs of a sound store, the newest first. */
    static List<RunRow> runs(Repository repository) {
        return repository.query().list(RunFilter.all(), Long.MAX_VALUE, ALL);
    }

    /** @param runs those that there were when the store was sound */
    static Map<String, String> answers(Repository repository, List<RunRow> runs) {
        WholeStore store = new WholeStore(repository);
        runs.forEach(store::askAbout);
        store.askAboutAll(runs);
        return store.answers;
    }

    /** What is said in the place of an answer. */
    static String refusal(StoreException.Reason reason) {
        return "REFUSED " + reason;
    }

    private void askAbout(RunRow run) {
        RunQuery query = repository.query();
        long number = run.number();
        String id = run.spec().id();
        ask("run " + number, () -> query.find(number));
        ask("run " + id, () -> query.find(id));
        if (!run.spec().key().isEmpty()) {
            ask("key " + run.spec().key(), () -> query.findByKey(run.spec().key()));
        }
        ask("chain of " + id, () -> query.list(RunFilter.ofChain(id), Long.MAX_VALUE, ALL));
        ask("subject " + run.spec().subject(), () -> bySubject(run.spec().subject()));
        ask("waits of " + number, () -> query.waits(number));
        ask("log of " + number, () -> rows(repository.log().read(number, 0, ALL)));
        ask(
                "steps of " + number,
                () -> rows(repository.log().find(RowFilter.after(number, "step-finished", "", 0), ALL)));
        ask("mail of " + number, () -> mail(repository.mailbox().of(number, ALL)));
        ask("ahead of " + number, () -> repository.queues().ahead(run));
        ask(
                "definition of " + number,
                () -> repository.definitions().find(run.spec().fingerprint()));
        if (!run.state().owner().isEmpty()) {
            ask(
                    "mail to the owner of " + number,
                    () -> mail(repository.mailbox().toOwner(run.state().owner(), 0, ALL)));
        }
    }

    private void askAboutAll(List<RunRow> runs) {
        RunQuery query = repository.query();
        ask("list", () -> runs(repository));
        ask("counts", () -> new TreeMap<>(query.counts()));
        for (RunStatus status : RunStatus.values()) {
            ask("list " + status, () -> query.list(RunFilter.of(status), Long.MAX_VALUE, ALL));
        }
        for (String kind : List.of("SIGNAL", "APPROVAL", "SLEEP")) {
            ask("waits " + kind, () -> query.waits(kind, "", 0, "", ALL));
        }
        ask("waits for paid", () -> query.waits("SIGNAL", "paid", 0, "", ALL));
        ask("follow", () -> rows(repository.log().follow(EventFilter.all(), 0, ALL)));
        ask("last position", () -> repository.log().lastPosition());
        ask("queues", () -> repository.queues().all());
        ask("figures", () -> query.ended(EndedRuns.all(), Long.MAX_VALUE, ALL));
        TreeSet<String> queues = new TreeSet<>();
        runs.forEach(run -> queues.add(run.spec().queue()));
        for (String queue : queues) {
            ask("queue " + queue, () -> repository.queues().find(queue));
            ask("list of " + queue, () -> query.list(new RunFilter(Optional.empty(), "", queue), Long.MAX_VALUE, ALL));
            ask("follow " + queue, () -> rows(repository.log().follow(EventFilter.ofQueue(queue), 0, ALL)));
            ask("next due of " + queue, () -> repository.queue().nextDue(List.of(queue), 0));
        }
    }

    private List<Object> bySubject(String subject) {
        return List.of(
                repository.query().list(new RunFilter(Optional.empty(), subject, ""), Long.MAX_VALUE, ALL),
                rows(repository.log().follow(EventFilter.ofSubject(subject), 0, ALL)));
    }

    private void ask(String question, Supplier<?> answer) {
        try {
            answers.put(question, String.valueOf(answer.get()));
        } catch (StoreException e) {
            answers.put(question, refusal(e.reason()));
        }
    }

    private static List<String> rows(List<LogRow> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row + " " + row.millis() + " " + row.attempt() + " "
                + HexFormat.of().formatHex(row.delta())));
        return texts;
    }

    private static List<String> mail(List<Mail> mail) {
        List<String> texts = new ArrayList<>();
        mail.forEach(m -> texts.add(m.number() + " " + m.run() + " " + m.kind() + " " + m.name() + " " + m.actor() + " "
                + HexFormat.of().formatHex(m.body()) + " " + m.millis() + " " + m.urgent()));
        return texts;
    }
}

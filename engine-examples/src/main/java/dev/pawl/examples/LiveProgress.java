package dev.pawl.examples;

import dev.pawl.api.Inputs;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows a recorded pipeline's live progress in the terminal. It keeps its data in the folder {@code pawl-data}: kill it at any moment
 * and start it again, and it goes on behind the last step that was recorded.
 */
public final class LiveProgress {
    private LiveProgress() {}

    public static void main(String[] args) throws Exception {
        Path data = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "pawl-data"));
        try (SqliteRepository repository = SqliteRepository.open(data.resolve("pawl.db"));
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(WordCount.pipeline(data))
                        .listener(new TerminalProgress(System.out, System.console() != null))
                        .build()) {
            System.out.println("Counting words. Stop it as hard as you like (kill -9 "
                    + ProcessHandle.current().pid() + ") and start it again: it goes on.");
            Optional<Run> unfinished = newest(repository)
                    .filter(row -> !row.state().status().isTerminal())
                    .flatMap(row -> engine.find(row.spec().id()));
            Run run = unfinished.isPresent() ? unfinished.get() : engine.submit("word-count", Inputs.none());
            RunResult result = run.await();
            System.out.println(result.orThrow().get(WordCount.REPORT));
        }
    }

    private static Optional<RunRow> newest(SqliteRepository repository) {
        return repository.query().list(RunFilter.all(), Long.MAX_VALUE, 1).stream()
                .findFirst();
    }
}

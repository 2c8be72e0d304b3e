package dev.pawl.testing;

import dev.pawl.api.Artifact;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.engine.RunFailedException;
import dev.pawl.engine.RunResult;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepProgress;
import java.util.List;
import java.util.Optional;

/**
 * What became of a step that a {@link StepTester} has run. Its values are those that the next step would see: what was given and what the
 * step has put; nothing that it put when it failed. Thread-safe.
 */
public final class TestedStep implements Values {
    private final RunResult result;
    private final StepWatch watch;
    private final List<ProgressEvent> events;
    private final List<Key.Value<?>> given;

    TestedStep(RunResult result, StepWatch watch, List<ProgressEvent> events, List<Key.Value<?>> given) {
        this.result = result;
        this.watch = watch;
        this.events = events;
        this.given = given;
    }

    /** What the step threw, or what was wrong with what it returned; empty when it did not fail. */
    public Optional<Throwable> failure() {
        try {
            result.orThrow();
            return Optional.empty();
        } catch (RunFailedException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** This, when the step did not fail. */
    public TestedStep orThrow() {
        result.orThrow();
        return this;
    }

    /** What the step returned, as it returned it; throws what {@link #orThrow} does when it failed. */
    public StepResult returned() {
        orThrow();
        return watch.returned().orElseThrow();
    }

    /** The message of what it returned; when it failed, that of its failure. */
    public String message() {
        return failure().isPresent() ? result.message() : returned().message();
    }

    /** The data that it returned, as a later step reads it: a tree of maps, lists, texts, numbers and booleans. */
    public Object data() {
        return data(Object.class);
    }

    /** The data that it returned, read as this type. */
    public <T> T data(Class<T> as) {
        return result.result(StepTester.ID, as);
    }

    /** The lines that it has written to the log. */
    public List<String> log() {
        return events.stream()
                .filter(StepLogged.class::isInstance)
                .map(event -> ((StepLogged) event).line())
                .toList();
    }

    /** How far it has told that it is, such as {@code 3 of 10 pages}. */
    public List<String> progress() {
        return events.stream()
                .filter(StepProgress.class::isInstance)
                .map(event -> Recorder.sentence(event).substring(StepTester.ID.length() + 1))
                .toList();
    }

    /** What it has made known to be made, in order. */
    public List<Artifact> artifacts() {
        return events.stream()
                .filter(ArtifactAdded.class::isInstance)
                .map(ArtifactAdded.class::cast)
                .map(made -> new Artifact(made.name(), made.mediaType(), made.bytes(), made.location()))
                .toList();
    }

    /** What its next attempt would read as its note. */
    public Optional<String> note() {
        return watch.note();
    }

    /**
     * What watchers were told that shows a secret value the step was given, or a text or number in it, a sentence each. A step of yours should
     * have none. What has fewer than four characters is found where it stands alone, as it stands in other texts by chance.
     */
    public List<String> leaks() {
        return Leaks.of(given, events);
    }

    @Override
    public <T> T get(Key<T> key) {
        return result.get(key);
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        return result.find(key);
    }

    /** The data of the step that is tested, or of one that was given. */
    @Override
    public <T> T result(String step, Class<T> type) {
        return result.result(step, type);
    }

    @Override
    public String toString() {
        return failure()
                .map(thrown -> "failed: " + thrown)
                .orElseGet(() -> returned().toString());
    }
}

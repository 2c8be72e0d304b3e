package dev.pawl.definition;

import static java.util.Objects.requireNonNull;

import dev.pawl.definition.InvalidDefinitionException.Problem;
import dev.pawl.json.JsonDocuments;
import dev.pawl.json.JsonDocuments.Position;
import dev.pawl.json.JsonPath;
import dev.pawl.json.JsonSyntaxException;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads any number of definitions and tells all that is wrong with all of them at once. Confined to one thread.
 */
public final class DefinitionReader {
    private final Optional<StepRegistry> registry;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<Problem> told = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private int count;

    private DefinitionReader(Optional<StepRegistry> registry) {
        this.registry = registry;
    }

    /** A reader that does not know which step types there are: it takes every name and all settings. */
    public static DefinitionReader withoutTypes() {
        return new DefinitionReader(Optional.empty());
    }

    /** A reader that holds every step against these types: its name, and its settings. */
    public static DefinitionReader with(StepRegistry types) {
        return new DefinitionReader(Optional.of(types));
    }

    /** Reads a file of JSON. */
    public DefinitionReader file(Path file) {
        String source = source(file);
        try (InputStream stream = Files.newInputStream(file)) {
            return read(source, stream);
        } catch (IOException e) {
            return unreadable(source, e);
        }
    }

    /** Reads a file of another format by a reader for it: {@code reader -> yaml.load(reader)}. */
    public DefinitionReader file(Path file, Function<? super Reader, ? extends Map<String, Object>> format) {
        String source = source(file);
        requireNonNull(format, "format");
        try (InputStream stream = Files.newInputStream(file)) {
            return tree(source, format.apply(new java.io.StringReader(JsonDocuments.text(stream))));
        } catch (IOException e) {
            return unreadable(source, e);
        } catch (JsonSyntaxException e) {
            return refused(source, e.line(), e.column(), e.getMessage());
        } catch (RuntimeException e) {
            return refused(source, 0, 0, "it cannot be read: " + e);
        }
    }

    /** Reads JSON; problems are told under this name. */
    public DefinitionReader text(String name, String json) {
        sources.add(requireNonNull(name, "name"));
        return readText(name, requireNonNull(json, "json"));
    }

    /** Reads JSON in UTF-8, no more of it than a definition may have; does not close it. */
    public DefinitionReader stream(String name, InputStream json) {
        sources.add(requireNonNull(name, "name"));
        try {
            return read(name, json);
        } catch (IOException e) {
            return unreadable(name, e);
        }
    }

    /** Reads what another reader has made of a text: maps, lists, texts, numbers and booleans. */
    public DefinitionReader map(String name, Map<String, ?> tree) {
        sources.add(requireNonNull(name, "name"));
        return tree(name, tree);
    }

    /**
     * What was read, in that order.
     *
     * @throws InvalidDefinitionException with all that is wrong with any of it
     */
    public List<Pipeline> pipelines() {
        if (count > 0) {
            String what = sources.size() == 1
                    ? (sources.get(0).isEmpty() ? "the definition" : sources.get(0)) + " cannot be read"
                    : "of " + sources.size() + " definitions some cannot be read";
            throw new InvalidDefinitionException(what, told, count);
        }
        return List.copyOf(pipelines);
    }

    private String source(Path file) {
        sources.add(requireNonNull(file, "file").toString());
        return file.toString();
    }

    private DefinitionReader read(String source, InputStream stream) throws IOException {
        try {
            return readText(source, JsonDocuments.text(stream));
        } catch (JsonSyntaxException e) {
            return refused(source, e.line(), e.column(), e.getMessage());
        }
    }

    private DefinitionReader readText(String source, String text) {
        Problems problems = new Problems();
        try {
            pipeline(JsonDocuments.read(text), problems);
        } catch (JsonSyntaxException e) {
            return refused(source, e.line(), e.column(), e.getMessage());
        }
        if (problems.count() > 0) {
            // What is missing has no place of its own, but what is around it has.
            Set<String> places = new LinkedHashSet<>();
            problems.found().forEach(each -> places.addAll(JsonPath.around(each.path())));
            tell(source, problems, JsonDocuments.positions(text, places));
        }
        return this;
    }

    private DefinitionReader tree(String source, Object tree) {
        Problems problems = new Problems();
        Object copy = HostTree.copy(tree, problems);
        if (problems.count() == 0) {
            pipeline(copy, problems);
        }
        tell(source, problems, Map.of());
        return this;
    }

    private void pipeline(Object tree, Problems problems) {
        PipelineReader.read(tree, problems, new TypeCheck(registry, problems)).ifPresent(pipelines::add);
    }

    private void tell(String source, Problems problems, Map<String, Position> positions) {
        count += problems.count();
        List<Problem> all = new ArrayList<>();
        for (Problems.Found each : problems.found()) {
            Position at = JsonPath.around(each.path()).stream()
                    .filter(positions::containsKey)
                    .findFirst()
                    .map(positions::get)
                    .orElse(new Position(0, 0));
            all.add(new Problem(source, at.line(), at.column(), each.path(), each.message()));
        }
        all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        told.addAll(all);
    }

    private DefinitionReader unreadable(String source, IOException e) {
        return refused(
                source, 0, 0, e instanceof NoSuchFileException ? "there is no such file" : "it cannot be read: " + e);
    }

    private DefinitionReader refused(String source, int line, int column, String message) {
        count++;
        told.add(new Problem(source, line, column, "", message));
        return this;
    }
}

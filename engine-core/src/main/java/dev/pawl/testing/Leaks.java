package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.event.ArtifactAdded;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepProgress;
import dev.pawl.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for secret values, and for the texts and numbers in them, in what a step has said to watchers. Stateless. */
final class Leaks {
    /** Shorter ones stand in texts by chance, as in reports. */
    private static final int SHORTEST_INSIDE = 4;

    private Leaks() {}

    /** A sentence for each event that shows one of these values. */
    static List<String> of(List<Key.Value<?>> given, List<ProgressEvent> events) {
        List<String> leaks = new ArrayList<>();
        for (Key.Value<?> value : given) {
            List<String> secrets = value.key().isSecret() ? secrets(value) : List.of();
            for (ProgressEvent event : events) {
                if (words(event).stream().anyMatch(said -> secrets.stream().anyMatch(each -> shows(said, each)))) {
                    leaks.add(event.getClass().getSimpleName() + " of " + StepTester.ID + " shows the secret '"
                            + value.key().name() + "'");
                }
            }
        }
        return leaks;
    }

    private static boolean shows(String said, String secret) {
        return said.equals(secret) || secret.length() >= SHORTEST_INSIDE && said.contains(secret);
    }

    private static List<String> secrets(Key.Value<?> value) {
        JsonCodec codec = new JsonCodec();
        List<String> found = new ArrayList<>();
        collect(codec.decode(codec.encode(value.value(), value.key().type()), Object.class), found);
        return found;
    }

    private static void collect(Object tree, List<String> found) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, found));
        } else if (tree instanceof List<?> list) {
            list.forEach(each -> collect(each, found));
        } else if ((tree instanceof String || tree instanceof Number)
                && !tree.toString().isBlank()) {
            found.add(tree.toString());
        }
    }

    /** What the step itself has said. */
    private static List<String> words(ProgressEvent event) {
        if (event instanceof StepFinished e) {
            return List.of(e.message());
        } else if (event instanceof StepFailed e) {
            return List.of(e.message());
        } else if (event instanceof StepLogged e) {
            return List.of(e.line());
        } else if (event instanceof StepProgress e) {
            return List.of(e.message());
        } else if (event instanceof ArtifactAdded e) {
            return List.of(e.name(), e.mediaType(), e.location());
        } else if (event instanceof RunEnded e) {
            return List.of(e.message());
        }
        return List.of();
    }
}

package dev.pawl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pawl.json.JsonDocuments.Position;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where values stand in a text, going into those only that lead to a wanted one. Confined to one search. */
final class PositionFinder {
    private final JsonParser parser;
    private final Set<String> wanted;
    private final Set<String> ways = new HashSet<>();
    private final Map<String, Position> found = new HashMap<>();
    private final Deque<Container> open = new ArrayDeque<>();

    PositionFinder(JsonParser parser, Set<String> wanted) {
        this.parser = parser;
        this.wanted = wanted;
        wanted.forEach(path -> ways.addAll(waysTo(path)));
    }

    private static List<String> waysTo(String path) {
        List<String> around = JsonPath.around(path);
        return around.isEmpty() ? around : around.subList(1, around.size());
    }

    private static final class Container {
        final String path;
        private int next;

        Container(String path) {
            this.path = path;
        }

        String element() {
            return path + "[" + next++ + "]";
        }
    }

    Map<String, Position> find() throws IOException {
        String path = "$";
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                path = JsonPath.field(open.peek().path, parser.currentName());
                see(path);
            } else if (token.isStructEnd()) {
                open.pop();
            } else {
                boolean inList = parser.getParsingContext().getParent() != null
                        && (token.isStructStart()
                                ? parser.getParsingContext().getParent().inArray()
                                : parser.getParsingContext().inArray());
                String here = inList ? open.peek().element() : path;
                see(here);
                if (token.isStructStart()) {
                    enter(here);
                }
            }
        }
        return found;
    }

    private void enter(String path) throws IOException {
        if (ways.contains(path)) {
            open.push(new Container(path));
        } else {
            parser.skipChildren();
        }
    }

    private void see(String path) {
        if (wanted.contains(path)) {
            JsonLocation at = parser.currentTokenLocation();
            found.putIfAbsent(path, new Position(at.getLineNr(), at.getColumnNr()));
        }
    }
}

package dev.pawl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pawl.json.JsonDocuments.Position;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds where values stand in a text, going into those only that lead to a wanted one. Confined to one search. */
final class PositionFinder {
    /** A path that is longer is not looked for; nobody reads it. */
    private static final int LONGEST = 1_000;

    private final JsonParser parser;
    private final Set<String> wanted;
    private final Map<String, Position> found = new HashMap<>();
    private final Deque<Container> open = new ArrayDeque<>();

    PositionFinder(JsonParser parser, Set<String> wanted) {
        this.parser = parser;
        this.wanted = wanted;
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
        boolean leads = path.length() <= LONGEST
                && wanted.stream().anyMatch(each -> each.length() > path.length() && each.startsWith(path));
        if (leads) {
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

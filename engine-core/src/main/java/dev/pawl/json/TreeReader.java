package dev.pawl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the tree of a JSON text, without recursion. Confined to one document. */
final class TreeReader {
    private static final int DOUBLE_DIGITS = 17;

    private final JsonParser parser;
    private final Deque<Open> open = new ArrayDeque<>();
    private Object root;
    private int values;

    TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** An object or a list whose end has not been read yet; the name is that of the value to come. */
    private static final class Open {
        final Map<String, Object> map;
        final List<Object> list;
        final int line;
        String name;

        Open(Map<String, Object> map, List<Object> list, int line) {
            this.map = map;
            this.list = list;
            this.line = line;
        }

        void add(Object value) {
            if (map == null) {
                list.add(value);
            } else {
                map.put(name, value);
            }
        }
    }

    Object document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException(1, 1, "there is nothing in it");
            }
            do {
                take(parser.currentToken());
                if (!open.isEmpty() && parser.nextToken() == null) {
                    throw unclosed();
                }
            } while (!open.isEmpty());
            if (parser.nextToken() != null) {
                throw here("something stands behind the end of the document: take it out");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    private void take(JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> {
                Open in = open.peek();
                in.name = parser.currentName();
                if (in.map.containsKey(in.name)) {
                    throw here("the name " + shown(in.name) + " stands twice in one object: keep one");
                }
            }
            case END_OBJECT, END_ARRAY -> open.pop();
            case START_OBJECT -> begin(new Open(new LinkedHashMap<>(), null, line()));
            case START_ARRAY -> begin(new Open(null, new ArrayList<>(), line()));
            default -> add(scalar(token));
        }
    }

    private void begin(Open container) {
        if (open.size() >= JsonDocuments.MAX_DEPTH) {
            throw here("it is nested deeper than " + JsonDocuments.MAX_DEPTH + " levels");
        }
        add(container.map == null ? container.list : container.map);
        open.push(container);
    }

    private void add(Object value) {
        if (++values > JsonDocuments.MAX_VALUES) {
            throw here("it has more than " + JsonDocuments.MAX_VALUES + " values: split it");
        }
        if (open.isEmpty()) {
            root = value;
        } else {
            open.peek().add(value);
        }
    }

    private Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw here("a " + token + " is no JSON");
        };
    }

    /** The double that it says, as any other JSON reader takes it; one that says more than a double holds is refused. */
    private double decimal(String number) {
        double nearest = Double.parseDouble(number);
        BigDecimal exact;
        try {
            exact = new BigDecimal(number);
        } catch (NumberFormatException | ArithmeticException e) {
            throw here("the number " + shown(number) + " is too large or too small");
        }
        if (Double.isInfinite(nearest) || nearest == 0 && exact.signum() != 0) {
            throw here("the number " + shown(number) + " is too large or too small");
        }
        if (exact.precision() > DOUBLE_DIGITS && new BigDecimal(nearest).compareTo(exact) != 0) {
            throw here("the number " + shown(number) + " has more digits than are kept: write it as a text");
        }
        return nearest;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private JsonSyntaxException here(String message) {
        JsonLocation at = parser.currentTokenLocation();
        return new JsonSyntaxException(at.getLineNr(), at.getColumnNr(), message);
    }

    private JsonSyntaxException unclosed() {
        Open last = open.peek();
        JsonLocation at = parser.currentLocation();
        return new JsonSyntaxException(
                at.getLineNr(),
                at.getColumnNr(),
                "the text ends before the " + (last.map == null ? "list" : "object") + " that begins in line "
                        + last.line + " is closed");
    }

    private JsonSyntaxException refused(JsonProcessingException e) {
        if (e instanceof JsonEOFException && !open.isEmpty() && !Sentences.isInText(e)) {
            return unclosed();
        }
        JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return new JsonSyntaxException(at.getLineNr(), at.getColumnNr(), Sentences.of(e));
    }

    private static String shown(String text) {
        return text.length() > 40 ? "'" + text.substring(0, 40) + "…'" : "'" + text + "'";
    }
}

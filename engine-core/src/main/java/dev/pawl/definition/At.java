package dev.pawl.definition;

import dev.pawl.json.JsonPath;
import java.util.ArrayDeque;
import java.util.Deque;

/** A place in a document; made for each value that is read, written as a path only where there is a problem. Immutable. */
final class At {
    static final At ROOT = new At(null, "", -1);

    private final At outer;
    private final String name;
    private final int index;

    private At(At outer, String name, int index) {
        this.outer = outer;
        this.name = name;
        this.index = index;
    }

    At field(String inside) {
        return new At(this, inside, -1);
    }

    At element(int number) {
        return new At(this, "", number);
    }

    @Override
    public String toString() {
        Deque<At> way = new ArrayDeque<>();
        for (At at = this; at.outer != null; at = at.outer) {
            way.push(at);
        }
        String path = "$";
        for (At at : way) {
            path = at.index < 0 ? JsonPath.field(path, at.name) : path + "[" + at.index + "]";
        }
        return path;
    }
}

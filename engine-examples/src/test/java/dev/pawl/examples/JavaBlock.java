package dev.pawl.examples;

import java.util.List;

/**
 * A block of Java in a page. Immutable.
 *
 * @param page the page's path below the root of the project
 * @param line the number of its opening fence
 * @param context the name of the declarations that it stands among, empty when it needs none
 * @param code its lines, the first of which stands below the fence
 */
record JavaBlock(String page, int line, String context, List<String> code) {
    JavaBlock {
        code = List.copyOf(code);
    }

    String name() {
        return page + ":" + line;
    }

    String text() {
        return String.join("\n", code);
    }
}

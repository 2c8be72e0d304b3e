package dev.pawl.pipeline;

/** How the place of a node is written: the ids from the outside in, joined by {@code /}. Stateless. */
public final class Paths {
    private Paths() {}

    /** The path of what has this id inside that path; either may be empty. */
    public static String join(String outer, String id) {
        if (outer.isEmpty()) {
            return id;
        }
        return id.isEmpty() ? outer : outer + "/" + id;
    }

    /** The path of an item of a for-each or a round of a loop, counted from 0: {@code media[3]}. */
    public static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    /**
     * A path of a run without its indexes, as it stands in the pipeline: {@code media[3]/upload} becomes
     * {@code media/upload}.
     */
    public static String inPipeline(String path) {
        if (path.indexOf('[') < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        boolean inside = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inside = c == '[' || inside && c != ']';
            if (!inside && c != ']') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

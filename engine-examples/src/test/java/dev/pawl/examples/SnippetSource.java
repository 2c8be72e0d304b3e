package dev.pawl.examples;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compilation unit made of a block, which still knows where each of its lines comes from. Confined to one thread.
 */
final class SnippetSource {
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(?:(?:public|final|abstract|sealed|non-sealed)\\s+)*(?:class|interface|@interface|enum|record)\\s+(\\w+)");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public\\s+(?:(?:final|abstract|sealed|non-sealed)\\s+)*(?:class|interface|@interface|enum|record)\\s+(\\w+)");

    private final JavaBlock block;
    private final String typeName;
    private final List<String> lines = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    private SnippetSource(JavaBlock block, String typeName) {
        this.block = block;
        this.typeName = typeName;
    }

    /** Returns whether the block declares a type of its own at the left edge. */
    static boolean declaresAType(JavaBlock block) {
        return TYPE.matcher(block.text()).find();
    }

    /** Takes the block as the whole file that it is. */
    static SnippetSource program(JavaBlock block) {
        Matcher open = PUBLIC_TYPE.matcher(block.text());
        Matcher any = TYPE.matcher(block.text());
        String name = open.find() ? open.group(1) : any.find() ? any.group(1) : "Program";
        SnippetSource source = new SnippetSource(block, name);
        for (int at = 0; at < block.code().size(); at++) {
            source.add(block.code().get(at), block.page() + ":" + (block.line() + 1 + at));
        }
        return source;
    }

    /** Puts the block's statements into a method, its imports on top, and the context's declarations around it. */
    static SnippetSource fragment(JavaBlock block, Collection<String> packages, List<String> context) {
        SnippetSource source = new SnippetSource(block, "Snippet");
        packages.forEach(name -> source.add("import " + name + ".*;", block.name()));
        source.addContext(context, true);
        source.addFragment(true);
        source.add("class Snippet {", block.name());
        source.addContext(context, false);
        source.add("void snippet() throws Exception {", block.name());
        source.addFragment(false);
        source.add("}", block.name() + ", end of the block");
        source.add("}", block.name() + ", end of the block");
        return source;
    }

    private void addFragment(boolean imports) {
        for (int at = 0; at < block.code().size(); at++) {
            String line = block.code().get(at);
            if (line.startsWith("import ") == imports) {
                add(line, block.page() + ":" + (block.line() + 1 + at));
            }
        }
    }

    private void addContext(List<String> context, boolean imports) {
        for (int at = 0; at < context.size(); at++) {
            if (context.get(at).startsWith("import ") == imports) {
                add(context.get(at), block.name() + ", context " + block.context() + " line " + (at + 1));
            }
        }
    }

    private void add(String line, String place) {
        lines.add(line);
        places.add(place);
    }

    String typeName() {
        return typeName;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Returns where a line of the unit, counted from 1, was written; the block when that line is not known. */
    String place(long line) {
        return line >= 1 && line <= places.size() ? places.get((int) line - 1) : block.name();
    }
}

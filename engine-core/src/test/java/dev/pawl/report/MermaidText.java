package dev.pawl.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Mermaid's grammar that our diagrams keep to, read strictly. Confined to one thread. */
final class MermaidText {
    private static final String LABEL = "\"(?:[\\p{L}\\p{Nd} .,\\-_/=+'?!…]|#\\d+;|<br/>)*\"";
    private static final Pattern NODE = Pattern.compile("(n\\d+)(?:\\[" + LABEL + "]|\\(\\[" + LABEL + "]\\)|\\(\\("
            + LABEL + "\\)\\)|\\{" + LABEL + "}|\\{\\{" + LABEL + "}}|\\[\\[" + LABEL + "]])");
    private static final Pattern FRAME = Pattern.compile("subgraph (f\\d+)\\[" + LABEL + "]");
    private static final Pattern ARROW = Pattern.compile("(n\\d+) (?:-->|-\\.->)(?:\\|" + LABEL + "\\|)? (n\\d+)");
    private static final Pattern COLOURS = Pattern.compile("classDef ([a-z_]+) fill:#[0-9a-f]{6},[-a-z0-9:#,]+");
    private static final Pattern CLASS = Pattern.compile("class (n\\d+(?:,n\\d+)*) ([a-z_]+)");

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> nodes = new HashSet<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private int frames;

    private MermaidText() {}

    /** What is wrong with a diagram, a sentence each. */
    static List<String> complaints(String text) {
        MermaidText reader = new MermaidText();
        List<String> lines = text.lines().toList();
        reader.check(lines.get(0).equals("flowchart TD"), "the first line is " + lines.get(0));
        lines.subList(1, lines.size()).forEach(line -> reader.read(line.strip()));
        reader.check(reader.frames == 0, reader.frames + " frames are not closed");
        reader.check(reader.joined.equals(reader.nodes), "nodes without an arrow");
        return reader.wrong;
    }

    private void read(String line) {
        Matcher arrow = ARROW.matcher(line);
        Matcher node = NODE.matcher(line);
        Matcher colours = COLOURS.matcher(line);
        Matcher marks = CLASS.matcher(line);
        if (node.matches()) {
            check(nodes.add(node.group(1)), "stands twice: " + line);
        } else if (FRAME.matcher(line).matches()) {
            frames++;
        } else if (line.equals("end")) {
            check(--frames >= 0, "closes no frame");
        } else if (arrow.matches()) {
            check(nodes.contains(arrow.group(1)) && nodes.contains(arrow.group(2)), "leads nowhere: " + line);
            joined.addAll(List.of(arrow.group(1), arrow.group(2)));
        } else if (colours.matches()) {
            check(classes.add(colours.group(1)), "stands twice: " + line);
        } else if (marks.matches()) {
            check(classes.contains(marks.group(2)), "unknown class: " + line);
            check(nodes.containsAll(List.of(marks.group(1).split(","))), "unknown node: " + line);
        } else {
            wrong.add("not understood: " + line);
        }
    }

    private void check(boolean isRight, String complaint) {
        if (!isRight) {
            wrong.add(complaint);
        }
    }
}

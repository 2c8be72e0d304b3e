package dev.pawl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the blocks of Java in README.md and in the pages below docs. */
final class MarkdownPages {
    private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,}|~{3,})\\s*([^\\s`]*).*");
    private static final Pattern CONTEXT = Pattern.compile("\\s*<!-- context: ([a-z0-9-]+) -->\\s*");

    private MarkdownPages() {}

    /** Returns the folder above the current one that holds the whole project. */
    static Path projectRoot() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("engine-core")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests must run somewhere inside the project's folder");
    }

    /** Returns every block of every page, the README first. */
    static List<JavaBlock> blocks(Path root) throws IOException {
        List<JavaBlock> blocks = new ArrayList<>();
        for (Path page : pages(root)) {
            String name = root.relativize(page).toString().replace('\\', '/');
            blocks.addAll(blocks(name, Files.readAllLines(page)));
        }
        return blocks;
    }

    private static List<Path> pages(Path root) throws IOException {
        List<Path> pages = new ArrayList<>();
        if (Files.exists(root.resolve("README.md"))) {
            pages.add(root.resolve("README.md"));
        }
        if (Files.isDirectory(root.resolve("docs"))) {
            try (Stream<Path> found = Files.walk(root.resolve("docs"))) {
                found.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    static List<JavaBlock> blocks(String page, List<String> lines) {
        List<JavaBlock> blocks = new ArrayList<>();
        String above = "";
        for (int at = 0; at < lines.size(); at++) {
            Matcher opening = FENCE.matcher(lines.get(at));
            if (!opening.matches()) {
                above = lines.get(at).isBlank() ? above : lines.get(at);
                continue;
            }
            int end = end(lines, at, opening.group(2));
            if (opening.group(3).equalsIgnoreCase("java")) {
                Matcher context = CONTEXT.matcher(above);
                String indent = opening.group(1);
                List<String> code = lines.subList(at + 1, end).stream()
                        .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                        .toList();
                blocks.add(new JavaBlock(page, at + 1, context.matches() ? context.group(1) : "", code));
            }
            above = "";
            at = end;
        }
        return blocks;
    }

    private static int end(List<String> lines, int start, String fence) {
        for (int at = start + 1; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.startsWith(fence)
                    && line.replace(fence.substring(0, 1), "").isEmpty()) {
                return at;
            }
        }
        return lines.size();
    }
}

package dev.pawl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the blocks of Java in README.md and in the pages below docs, and what those that are run shall print. */
final class MarkdownPages {
    private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,}|~{3,})\\s*([^\\s`]*).*");
    private static final Pattern CONTEXT = Pattern.compile("\\s*<!-- context: ([a-z0-9-]+) -->\\s*");
    private static final Pattern RUN = Pattern.compile("\\s*<!-- run(, in any order)? -->\\s*");

    private MarkdownPages() {}

    /** A fenced block; what stands above it is the last line before it that is not blank. */
    private record Fence(int line, String language, String above, List<String> text) {
        boolean isJava() {
            return language.equalsIgnoreCase("java");
        }
    }

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
            blocks.addAll(blocks(name(root, page), Files.readAllLines(page)));
        }
        return blocks;
    }

    /** Returns every block that is run, of every page. */
    static List<DocumentedRun> runs(Path root) throws IOException {
        List<DocumentedRun> runs = new ArrayList<>();
        for (Path page : pages(root)) {
            runs.addAll(runs(name(root, page), Files.readAllLines(page)));
        }
        return runs;
    }

    private static String name(Path root, Path page) {
        return root.relativize(page).toString().replace('\\', '/');
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
        return fences(lines).stream()
                .filter(Fence::isJava)
                .map(fence -> block(page, fence))
                .toList();
    }

    static List<DocumentedRun> runs(String page, List<String> lines) {
        List<DocumentedRun> runs = new ArrayList<>();
        List<Fence> fences = fences(lines);
        for (int at = 0; at < fences.size(); at++) {
            Fence program = fences.get(at);
            Matcher run = RUN.matcher(program.above());
            if (program.isJava() && run.matches()) {
                JavaBlock block = block(page, program);
                if (at + 1 == fences.size() || !fences.get(at + 1).language().equals("text")) {
                    throw new IllegalArgumentException(block.name() + ": no block of text with its output follows");
                }
                runs.add(new DocumentedRun(
                        block, run.group(1) != null, fences.get(at + 1).text()));
            }
        }
        return runs;
    }

    private static JavaBlock block(String page, Fence fence) {
        Matcher context = CONTEXT.matcher(fence.above());
        return new JavaBlock(page, fence.line(), context.matches() ? context.group(1) : "", fence.text());
    }

    private static List<Fence> fences(List<String> lines) {
        List<Fence> fences = new ArrayList<>();
        String above = "";
        for (int at = 0; at < lines.size(); at++) {
            Matcher opening = FENCE.matcher(lines.get(at));
            if (!opening.matches()) {
                above = lines.get(at).isBlank() ? above : lines.get(at);
                continue;
            }
            int end = end(lines, at, opening.group(2));
            String indent = opening.group(1);
            List<String> text = lines.subList(at + 1, end).stream()
                    .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                    .toList();
            fences.add(new Fence(at + 1, opening.group(3), above, text));
            above = "";
            at = end;
        }
        return fences;
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

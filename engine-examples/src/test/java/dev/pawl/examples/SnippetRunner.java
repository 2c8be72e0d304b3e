package dev.pawl.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs blocks of the documentation and returns what they print, without what differs from run to run: ids of runs become {@code run-1},
 * {@code run-2}, hours and durations become {@code …}. It takes the place of {@code System.out}, so only one may run at a time.
 */
final class SnippetRunner {
    private static final Pattern RUN_ID = Pattern.compile("\\b[0-9a-z]{9,13}-[0-9a-z]{1,4}\\b");
    private static final Pattern HOUR = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z");
    private static final Pattern DURATION = Pattern.compile("\\b\\d+ ms\\b");

    private final SnippetCompiler compiler;
    private final Path folder;

    /** @param folder where compiled classes go; empty at first */
    SnippetRunner(SnippetCompiler compiler, Path folder) {
        this.compiler = compiler;
        this.folder = folder;
    }

    List<String> run(JavaBlock block) throws Exception {
        String type = compiler.compile(block, folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader classes = new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
                PrintStream out = new PrintStream(printed, true, UTF_8)) {
            System.setOut(out);
            call(classes.loadClass(type));
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8).lines().toList();
    }

    private static void call(Class<?> type) throws Exception {
        Method method = type.getDeclaredMethods()[0];
        try {
            for (Method each : type.getDeclaredMethods()) {
                method = each.getName().equals("main") || each.getName().equals("snippet") ? each : method;
            }
            method.setAccessible(true);
            if (method.getParameterCount() == 1) {
                method.invoke(null, (Object) new String[0]);
            } else {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                method.invoke(constructor.newInstance());
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    /** The lines without what differs from run to run. */
    static List<String> normalised(List<String> lines) {
        Map<String, String> ids = new LinkedHashMap<>();
        return lines.stream()
                .map(line -> RUN_ID.matcher(line).replaceAll(id -> name(id, ids)))
                .map(line -> HOUR.matcher(line).replaceAll("…"))
                .map(line -> DURATION.matcher(line).replaceAll("… ms"))
                .toList();
    }

    private static String name(MatchResult id, Map<String, String> ids) {
        return ids.computeIfAbsent(id.group(), unknown -> "run-" + (ids.size() + 1));
    }
}

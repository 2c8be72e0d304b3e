package dev.pawl.house;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Which package uses which, as compiled. Immutable. */
public final class PackageGraph {
    private static final Pattern EDGE = Pattern.compile("(?m)^\\s+(\\S+)\\s+->\\s+(\\S+)\\s");

    private PackageGraph() {}

    /** Asks the JDK's own {@code jdeps} about a folder of classes. */
    public static Set<Dependency> ofClasses(Path folder) {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps")
                .orElseThrow(() -> new IllegalStateException("the tests need a JDK, not a JRE: no jdeps"));
        StringWriter out = new StringWriter();
        // The folder below the module descriptor: jdeps would want to resolve the modules named there.
        String classes = folder.resolve("dev").toString();
        PrintWriter printer = new PrintWriter(out);
        int status = jdeps.run(printer, printer, "-verbose:package", classes);
        printer.flush();
        if (status != 0) {
            throw new IllegalStateException("jdeps failed on " + classes + ": " + out);
        }
        Set<Dependency> found = new LinkedHashSet<>();
        Matcher edges = EDGE.matcher(out.toString());
        while (edges.find()) {
            found.add(new Dependency("classes", edges.group(1), edges.group(2)));
        }
        return found;
    }

    /** Returns the packages of one circle in order, the first repeated at the end; empty when there is none. */
    public static List<String> circle(Collection<Dependency> dependencies) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Dependency dependency : dependencies) {
            if (!dependency.from().equals(dependency.to())) {
                uses.computeIfAbsent(dependency.from(), name -> new TreeSet<>()).add(dependency.to());
            }
        }
        Set<String> clean = new TreeSet<>();
        for (String start : uses.keySet()) {
            List<String> circle = walk(start, uses, new ArrayList<>(), clean);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        return List.of();
    }

    private static List<String> walk(String at, Map<String, Set<String>> uses, List<String> path, Set<String> clean) {
        int seen = path.indexOf(at);
        path.add(at);
        if (seen >= 0) {
            return List.copyOf(path.subList(seen, path.size()));
        }
        for (String next : clean.contains(at) ? Set.<String>of() : uses.getOrDefault(at, Set.of())) {
            List<String> circle = walk(next, uses, path, clean);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        clean.add(at);
        path.remove(path.size() - 1);
        return List.of();
    }
}

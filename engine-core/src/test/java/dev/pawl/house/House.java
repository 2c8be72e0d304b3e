package dev.pawl.house;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packages of the engine, and what each of them may use: imports only go down, never sideways. Immutable. */
public final class House {
    private static final String ROOT = "dev.pawl";

    private static final Set<String> GROUND = Set.of("api", "pipeline", "event");
    private static final Set<String> SERVICES = Set.of("registry", "interceptor", "store", "files");
    private static final Set<String> MACHINERY =
            Set.of("walk", "history", "inline", "execution", "dispatch", "feed", "json", "memory", "process");
    private static final Set<String> READERS = Set.of("archive", "definition", "report");
    private static final Set<String> BELOW_ROOF = union(GROUND, SERVICES, MACHINERY, READERS);
    private static final Set<String> ROOF_AND_BELOW = union(BELOW_ROOF, Set.of("engine"));

    private static final House PAWL = new House(Map.ofEntries(
            entry("api", Set.of()),
            entry("pipeline", Set.of("api")),
            entry("event", Set.of("api")),
            entry("registry", GROUND),
            entry("interceptor", GROUND),
            entry("store", GROUND),
            entry("files", Set.of("api")),
            entry("walk", GROUND),
            entry("history", union(GROUND, Set.of("store", "walk"))),
            entry("inline", union(GROUND, Set.of("walk"))),
            entry("execution", union(GROUND, Set.of("store", "files", "walk", "history"))),
            entry("dispatch", union(GROUND, Set.of("store"))),
            entry("feed", union(GROUND, Set.of("store"))),
            entry("json", union(GROUND, SERVICES)),
            entry("memory", union(GROUND, SERVICES)),
            entry("process", union(GROUND, Set.of("registry"))),
            entry("archive", union(GROUND, SERVICES, MACHINERY)),
            entry("definition", union(GROUND, Set.of("registry", "json"))),
            entry("report", union(GROUND, SERVICES, MACHINERY)),
            entry("engine", BELOW_ROOF),
            entry("conversation", ROOF_AND_BELOW),
            entry("plan", ROOF_AND_BELOW),
            entry("testing", ROOF_AND_BELOW),
            entry("testing.contract", union(ROOF_AND_BELOW, Set.of("testing"))),
            entry("testing.race", union(ROOF_AND_BELOW, Set.of("testing")))));

    private final Map<String, Set<String>> table;

    private House(Map<String, Set<String>> table) {
        this.table = table;
    }

    /** Returns the house of engine-core. */
    public static House ofPawl() {
        return PAWL;
    }

    /** Returns a sentence for each dependency that the table does not allow. */
    public List<String> complaints(Collection<Dependency> dependencies) {
        List<String> complaints = new ArrayList<>();
        for (Dependency dependency : dependencies) {
            String reason = reason(dependency);
            if (!reason.isEmpty()) {
                complaints.add(dependency.where() + ": " + reason);
            }
        }
        return complaints;
    }

    private String reason(Dependency dependency) {
        if (!isOurs(dependency.from()) || !table.containsKey(room(dependency.from()))) {
            return dependency.from() + " is no package of the house";
        }
        String from = room(dependency.from());
        boolean allowed = isOurs(dependency.to())
                ? from.equals(room(dependency.to())) || table.get(from).contains(room(dependency.to()))
                : mayUseLibrary(from, dependency.to());
        return allowed ? "" : dependency.from() + " may not use " + dependency.to();
    }

    private static boolean mayUseLibrary(String room, String library) {
        if (isWithin("com.fasterxml", library)) {
            return room.equals("json");
        }
        if (isWithin("org.slf4j", library)) {
            return !GROUND.contains(room);
        }
        boolean jdk = isWithin("java", library) || isWithin("javax", library);
        return jdk && !isWithin("java.sql", library) && !isWithin("javax.sql", library);
    }

    private static boolean isOurs(String name) {
        return isWithin(ROOT, name);
    }

    private static String room(String name) {
        return name.substring(Math.min(name.length(), ROOT.length() + 1));
    }

    private static boolean isWithin(String parent, String name) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... parts) {
        Set<String> all = new HashSet<>();
        for (Set<String> part : parts) {
            all.addAll(part);
        }
        return Set.copyOf(all);
    }
}

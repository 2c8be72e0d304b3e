package dev.pawl.house;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one Java file. Immutable.
 *
 * @param path its place below the root of the project, with slashes
 * @param text its content
 */
public record SourceFile(String path, String text) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import\\s+(?:static\\s+)?((?:[a-z_][a-z0-9_]*\\.)+)");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w.])dev\\.pawl(?:\\.[a-z][a-z0-9_]*)+(?!\\w)");
    private static final Pattern LITERAL =
            Pattern.compile("'\\\\?\"'|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    /** Returns the name in the package declaration, empty when there is none. */
    public String packageName() {
        Matcher found = PACKAGE.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** Returns whether this is the descriptor of a module, which belongs to no package. */
    public boolean isModuleInfo() {
        return path.endsWith("module-info.java");
    }

    /** Returns the packages that this file imports or names in full, in comments too. String literals do not count. */
    public Set<Dependency> dependencies() {
        String code = LITERAL.matcher(text).replaceAll("");
        Set<Dependency> found = new LinkedHashSet<>();
        Matcher imports = IMPORT.matcher(code);
        while (imports.find()) {
            String name = imports.group(1);
            found.add(dependencyOn(name.substring(0, name.length() - 1)));
        }
        Matcher mentions = MENTION.matcher(code);
        while (mentions.find()) {
            found.add(dependencyOn(mentions.group()));
        }
        return found;
    }

    private Dependency dependencyOn(String name) {
        return new Dependency(path, packageName(), name);
    }
}

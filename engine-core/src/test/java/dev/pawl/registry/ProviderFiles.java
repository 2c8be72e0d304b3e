package dev.pawl.registry;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A folder with class files of providers and the file that names them, as a jar would have it. Confined to one test. */
final class ProviderFiles {
    private static final int NEWER = 99;

    private final Path folder;
    private final List<String> names = new ArrayList<>();

    ProviderFiles(Path folder) {
        this.folder = folder;
    }

    /** A provider in {@code org.example} with this body. */
    ProviderFiles provider(String name, String body) throws IOException {
        return compiled(name, "public class " + name + " implements StepProvider {" + body + "}");
    }

    /** A provider of one type that does nothing. */
    ProviderFiles good(String name, String type) throws IOException {
        return provider(name, types(type));
    }

    static String types(String type) {
        return "public List<StepType> stepTypes() { return List.of(StepType.of(\"" + type
                + "\", context -> StepResult.done(\"" + type + "\"))); }";
    }

    /** A class of which the file says that no provider is. */
    ProviderFiles compiled(String name, String source) throws IOException {
        Path file = folder.resolve(name + ".java");
        Files.writeString(
                file,
                "package org.example; import dev.pawl.api.*; import dev.pawl.registry.*; import java.util.*; "
                        + source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean isCompiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            if (!isCompiled) {
                throw new AssertionError(source);
            }
        }
        return named(name);
    }

    /** Names a class that may be there or not. */
    ProviderFiles named(String name) {
        names.add("org.example." + name);
        return this;
    }

    /** Makes the class file of the provider named last one of a Java that does not exist yet. */
    ProviderFiles ofNewerJava() throws IOException {
        Path file = folder.resolve(names.get(names.size() - 1).replace('.', '/') + ".class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = NEWER;
        Files.write(file, bytes);
        return this;
    }

    URLClassLoader classes() throws IOException {
        Path file = folder.resolve("META-INF/services/" + StepProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, names);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    ServiceLoader<StepProvider> loader() throws IOException {
        return ServiceLoader.load(StepProvider.class, classes());
    }
}

package dev.pawl.examples;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles the blocks of the documentation against the class path of the tests. Confined to one thread. */
final class SnippetCompiler implements AutoCloseable {
    private static final List<String> PACKAGES = List.of(
            "dev.pawl.api",
            "dev.pawl.definition",
            "dev.pawl.event",
            "dev.pawl.pipeline",
            "dev.pawl.report",
            "dev.pawl.engine",
            "dev.pawl.registry",
            "dev.pawl.sqlite",
            "java.util",
            "java.time",
            "java.nio.file");
    // A snippet may open something that it does not use; the class path is not the page's affair.
    private static final List<String> OPTIONS =
            List.of("--release", "17", "-proc:none", "-Xlint:all,-processing,-try,-path,-classfile,-options");
    private static final Set<Diagnostic.Kind> BAD =
            EnumSet.of(Diagnostic.Kind.ERROR, Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING);

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null);
    private final Path contexts;
    private final List<String> packages = new ArrayList<>();

    SnippetCompiler(Path contexts) throws IOException {
        this.contexts = contexts;
        for (String name : PACKAGES) {
            // An import of everything in a package that does not exist is an error.
            if (name.startsWith("java.") || isOnClassPath(name)) {
                packages.add(name);
            }
        }
    }

    private boolean isOnClassPath(String name) throws IOException {
        var kinds = EnumSet.of(JavaFileObject.Kind.CLASS);
        return files.list(StandardLocation.CLASS_PATH, name, kinds, false)
                .iterator()
                .hasNext();
    }

    /** Returns what is wrong with a block, each with page and line; nothing when it compiles without a warning. */
    List<String> complaints(JavaBlock block) throws IOException {
        if (SnippetSource.declaresAType(block) && !block.context().isEmpty()) {
            return List.of(block.name() + ": a complete program cannot have a context");
        }
        SnippetSource source = source(block);
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        task(source, found, List.of()).analyze();
        return complaints(source, found);
    }

    /** Writes the classes of a block into a folder, and returns the name of the one that holds its statements or its main method. */
    String compile(JavaBlock block, Path folder) throws IOException {
        SnippetSource source = source(block);
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        if (!task(source, found, List.of("-d", folder.toString())).call()) {
            throw new IllegalArgumentException(String.join("\n", complaints(source, found)));
        }
        return source.typeName();
    }

    private SnippetSource source(JavaBlock block) throws IOException {
        if (SnippetSource.declaresAType(block)) {
            SnippetSource program = SnippetSource.program(block);
            if (isWellFormed(program)) {
                return program;
            }
            SnippetSource fragment = fragment(block);
            // A type among statements is a local one; else the block is a program with a mistake in it.
            return isWellFormed(fragment) ? fragment : program;
        }
        return fragment(block);
    }

    private SnippetSource fragment(JavaBlock block) throws IOException {
        List<String> context = List.of();
        if (!block.context().isEmpty()) {
            Path file = contexts.resolve(block.context() + ".java.txt");
            if (!Files.exists(file)) {
                throw new IllegalArgumentException(block.name() + ": no context in " + file);
            }
            context = Files.readAllLines(file);
        }
        return SnippetSource.fragment(block, packages, context);
    }

    private boolean isWellFormed(SnippetSource source) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        task(source, found, List.of()).parse();
        return found.getDiagnostics().stream().noneMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
    }

    private static List<String> complaints(SnippetSource source, DiagnosticCollector<JavaFileObject> found) {
        return found.getDiagnostics().stream()
                .filter(one -> BAD.contains(one.getKind()))
                .map(one -> source.place(one.getLineNumber()) + ": " + one.getMessage(Locale.ROOT))
                .toList();
    }

    private JavacTask task(SnippetSource source, DiagnosticCollector<JavaFileObject> found, List<String> more) {
        var unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + source.typeName() + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source.text();
                    }
                };
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        return (JavacTask) javac.getTask(new StringWriter(), files, found, options, null, List.of(unit));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}

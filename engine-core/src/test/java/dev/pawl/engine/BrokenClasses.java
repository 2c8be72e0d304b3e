package dev.pawl.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;

/** Loads classes that break when they are used, as often as is wanted: each loader has its own. Confined to one use. */
final class BrokenClasses extends ClassLoader {
    /** Cannot be initialised. */
    static final class BadStart {
        static final int VALUE = Integer.parseInt("no number");

        private BadStart() {}
    }

    /** Needs a class that is not there. */
    static final class Orphan implements Runnable {
        @Override
        public void run() {
            Missing.call();
        }
    }

    static final class Missing {
        private Missing() {}

        static void call() {}
    }

    BrokenClasses() {
        super(null);
    }

    /** Throws an ExceptionInInitializerError. */
    Object badStart() throws Exception {
        return Class.forName(load(BadStart.class).getName(), true, this);
    }

    /** Throws a NoClassDefFoundError. */
    void callWhatIsMissing() throws Exception {
        Constructor<?> orphan = load(Orphan.class).getDeclaredConstructor();
        orphan.setAccessible(true);
        ((Runnable) orphan.newInstance()).run();
    }

    /** Throws a LinkageError. */
    void loadTwice() {
        load(BadStart.class);
        load(BadStart.class);
    }

    private Class<?> load(Class<?> original) {
        String file = "/" + original.getName().replace('.', '/') + ".class";
        try (InputStream stream = original.getResourceAsStream(file)) {
            byte[] bytes = stream.readAllBytes();
            return defineClass(original.getName(), bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

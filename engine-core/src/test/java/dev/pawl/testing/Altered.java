package dev.pawl.testing;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A repository of which some methods do something else than they should. Immutable. */
record Altered(Repository real, RunLog log, RunQueue queue, RunQuery query, Definitions definitions, Mailbox mailbox)
        implements Repository {
    static Altered of(Repository real) {
        return new Altered(real, real.log(), real.queue(), real.query(), real.definitions(), real.mailbox());
    }

    Altered log(String method, Alteration alteration) {
        return new Altered(real, part(RunLog.class, log, method, alteration), queue, query, definitions, mailbox);
    }

    Altered queue(String method, Alteration alteration) {
        return new Altered(real, log, part(RunQueue.class, queue, method, alteration), query, definitions, mailbox);
    }

    Altered mailbox(String method, Alteration alteration) {
        return new Altered(real, log, queue, query, definitions, part(Mailbox.class, mailbox, method, alteration));
    }

    Altered definitions(String method, Alteration alteration) {
        return new Altered(real, log, queue, query, part(Definitions.class, definitions, method, alteration), mailbox);
    }

    private static <T> T part(Class<T> type, T sound, String name, Alteration alteration) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    if (method.getName().equals(name)) {
                        return alteration.instead(arguments, changed -> call(sound, method, changed));
                    }
                    return call(sound, method, arguments);
                }));
    }

    private static Object call(Object sound, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(sound, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean isDurable() {
        return real.isDurable();
    }

    @Override
    public String toString() {
        return "altered " + real;
    }

    @Override
    public void close() {
        real.close();
    }

    /** What happens instead of a call. */
    @FunctionalInterface
    interface Alteration {
        Object instead(Object[] arguments, Sound sound) throws Throwable;
    }

    /** The method as it should be. */
    @FunctionalInterface
    interface Sound {
        Object call(Object... arguments) throws Throwable;
    }
}

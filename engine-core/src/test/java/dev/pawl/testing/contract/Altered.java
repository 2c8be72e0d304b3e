package dev.pawl.testing.contract;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository of which some methods do something else than they should. Immutable. */
record Altered(Repository real, Map<Class<?>, Object> parts) implements Repository {
    static Altered of(Repository real) {
        return new Altered(
                real,
                Map.of(
                        RunLog.class, real.log(),
                        RunQueue.class, real.queue(),
                        Queues.class, real.queues(),
                        RunQuery.class, real.query(),
                        Definitions.class, real.definitions(),
                        Mailbox.class, real.mailbox()));
    }

    Altered log(String method, Alteration alteration) {
        return with(RunLog.class, method, alteration);
    }

    Altered queue(String method, Alteration alteration) {
        return with(RunQueue.class, method, alteration);
    }

    Altered queues(String method, Alteration alteration) {
        return with(Queues.class, method, alteration);
    }

    Altered query(String method, Alteration alteration) {
        return with(RunQuery.class, method, alteration);
    }

    Altered mailbox(String method, Alteration alteration) {
        return with(Mailbox.class, method, alteration);
    }

    Altered definitions(String method, Alteration alteration) {
        return with(Definitions.class, method, alteration);
    }

    private Altered with(Class<?> type, String name, Alteration alteration) {
        Object sound = parts.get(type);
        Object altered =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    if (method.getName().equals(name)) {
                        return alteration.instead(arguments, changed -> call(sound, method, changed));
                    }
                    return call(sound, method, arguments);
                });
        var changed = new HashMap<>(parts);
        changed.put(type, altered);
        return new Altered(real, Map.copyOf(changed));
    }

    private static Object call(Object sound, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(sound, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> T part(Class<T> type) {
        return type.cast(parts.get(type));
    }

    @Override
    public RunLog log() {
        return part(RunLog.class);
    }

    @Override
    public RunQueue queue() {
        return part(RunQueue.class);
    }

    @Override
    public Queues queues() {
        return part(Queues.class);
    }

    @Override
    public RunQuery query() {
        return part(RunQuery.class);
    }

    @Override
    public Definitions definitions() {
        return part(Definitions.class);
    }

    @Override
    public Mailbox mailbox() {
        return part(Mailbox.class);
    }

    @Override
    public boolean isDurable() {
        return real.isDurable();
    }

    @Override
    public Optional<StoreException> trouble() {
        return real.trouble();
    }

    @Override
    public List<String> warnings() {
        return real.warnings();
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

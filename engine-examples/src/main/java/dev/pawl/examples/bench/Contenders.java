package dev.pawl.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All contenders by name, so that a child process can be told which one it is. */
final class Contenders {
    static final Map<String, Supplier<Contender>> MEMORY = new LinkedHashMap<>();
    static final Map<String, Supplier<Contender>> DURABLE = new LinkedHashMap<>();

    static {
        MEMORY.put("limit PlainLoop", MemoryLimits.PlainLoop::new);
        MEMORY.put("limit ListenerLoop", MemoryLimits.ListenerLoop::new);
        MEMORY.put("pawl, no listener", MemoryPawl::quiet);
        MEMORY.put("pawl, a listener reads", MemoryPawl::read);
        MEMORY.put("pawl, a listener keeps", MemoryPawl::kept);
        DURABLE.put("limit one row, alone", () -> new DurableLimits.Alone(new DurableLimits.OneRow()));
        DURABLE.put("limit one row, together", () -> new DurableLimits.Together(new DurableLimits.OneRow()));
        DURABLE.put("limit RawLog, alone", () -> new DurableLimits.Alone(new DurableLimits.RawLog()));
        DURABLE.put("limit RawLog, together", () -> new DurableLimits.Together(new DurableLimits.RawLog()));
        DURABLE.put("pawl", () -> new DurablePawl(false));
        DURABLE.put("pawl, pure steps", () -> new DurablePawl(true));
    }

    private Contenders() {}

    static Contender of(String name) {
        Supplier<Contender> found = MEMORY.getOrDefault(name, DURABLE.get(name));
        if (found == null) {
            throw new IllegalArgumentException(
                    "no contender '" + name + "'; there are " + MEMORY.keySet() + DURABLE.keySet());
        }
        return found.get();
    }
}

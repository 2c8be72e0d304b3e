package dev.pawl.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has been done and put before a node, in one block. Confined to one check. */
final class Scope {
    private final Set<String> nodes = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Scope> blocks = new ArrayList<>(0);
    private boolean open;

    void done(String id) {
        nodes.add(id);
    }

    void put(String key) {
        keys.add(key);
    }

    /** From here on any key may be there: code has run of which nobody knows what it puts. */
    void open() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    boolean hasNode(String id) {
        return nodes.contains(id);
    }

    boolean hasKey(String name) {
        return keys.contains(name);
    }

    /** Keeps a finished block of the container that is being gone through; its siblings do not see it. */
    void keep(Scope block) {
        blocks.add(block);
    }

    /** The container is through: what follows it may see what was in its blocks, if that does not stay inside. */
    void join(boolean visible) {
        for (Scope block : blocks) {
            if (visible) {
                nodes.addAll(block.nodes);
                keys.addAll(block.keys);
                open |= block.open;
            }
        }
        blocks.clear();
    }
}

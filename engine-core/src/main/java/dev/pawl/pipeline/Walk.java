package dev.pawl.pipeline;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Goes through nodes and those in them in the order of their definition, without recursion. Confined to one walk. */
final class Walk {
    private final Deque<Level> open = new ArrayDeque<>();
    private final Visitor visitor;

    private Walk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** What is told on the way; a container is left after all its blocks. */
    interface Visitor {
        /** Returns whether to go into it. */
        boolean enter(Place place);

        default void enterBlock(Place container, Block block) {}

        default void leaveBlock(Place container, Block block) {}

        default void leave(Place place) {}
    }

    static void over(List<? extends Node> nodes, Visitor visitor) {
        Walk walk = new Walk(visitor);
        walk.open.push(new Root(nodes.iterator()));
        while (!walk.open.isEmpty()) {
            Level level = walk.open.peek();
            if (level.nodes().hasNext()) {
                walk.visit(level, level.nodes().next());
            } else if (!level.nextBlock(visitor)) {
                walk.open.pop();
            }
        }
    }

    private void visit(Level level, Node node) {
        Place place = new Place(Paths.join(level.path(), node.id()), node, open.size() - 1);
        List<Block> blocks = visitor.enter(place) ? node.blocks() : List.of();
        if (blocks.isEmpty()) {
            visitor.leave(place);
        } else {
            open.push(new Container(place, blocks.iterator()));
        }
    }

    private interface Level {
        Iterator<? extends Node> nodes();

        String path();

        boolean nextBlock(Visitor visitor);
    }

    private record Root(Iterator<? extends Node> nodes) implements Level {
        @Override
        public String path() {
            return "";
        }

        @Override
        public boolean nextBlock(Visitor visitor) {
            return false;
        }
    }

    private static final class Container implements Level {
        private final Place place;
        private final Iterator<Block> blocks;
        private Iterator<Node> nodes = Collections.emptyIterator();
        private Block block;

        Container(Place place, Iterator<Block> blocks) {
            this.place = place;
            this.blocks = blocks;
        }

        @Override
        public Iterator<? extends Node> nodes() {
            return nodes;
        }

        @Override
        public String path() {
            return Paths.join(place.path(), block.segment());
        }

        @Override
        public boolean nextBlock(Visitor visitor) {
            if (block != null) {
                visitor.leaveBlock(place, block);
            }
            if (!blocks.hasNext()) {
                visitor.leave(place);
                return false;
            }
            block = blocks.next();
            nodes = block.nodes().iterator();
            visitor.enterBlock(place, block);
            return true;
        }
    }
}

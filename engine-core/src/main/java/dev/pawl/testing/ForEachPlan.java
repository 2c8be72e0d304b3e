package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Items;
import dev.pawl.pipeline.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A generated for-each over a list that the run starts with. Immutable.
 *
 * @param broken whether it asks for a list where there is none
 * @param collects whether it keeps what its items put
 */
record ForEachPlan(
        int number,
        int size,
        boolean broken,
        int maxConcurrent,
        int maxFailures,
        boolean collects,
        List<NodePlan> nodes)
        implements NodePlan {

    static WorkValues.Slot<Integer> item(int number) {
        return WorkValues.numbered("item", number);
    }

    static WorkValues.Slot<Integer> index(int number) {
        return WorkValues.numbered("index", number);
    }

    @Override
    public String id() {
        return "each" + number;
    }

    @Override
    public List<NodePlan> inside() {
        return nodes;
    }

    @Override
    public List<Key.Value<?>> inputs() {
        return List.of(list().is(
                        IntStream.range(0, size).mapToObj(i -> number * 10 + i).toList()));
    }

    @Override
    public List<WorkValues.Slot<?>> slots() {
        List<WorkValues.Slot<?>> slots = new ArrayList<>(List.of(item(number), index(number)));
        if (collectsTexts()) {
            slots.add(new WorkValues.Slot<>(texts(), n -> List.of()));
        } else if (collects) {
            slots.add(new WorkValues.Slot<>(numbers(), n -> List.of()));
        }
        return slots;
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        String items = broken ? WorkValues.TEXT.name() : list().name();
        sequence.forEach(id(), items, item(number).key(), each -> {
            each.index(index(number).key()).maxConcurrent(maxConcurrent).maxFailures(maxFailures);
            collect(each);
            NodePlan.addAll(nodes, each, log);
        });
    }

    private void collect(Items each) {
        if (collectsTexts()) {
            each.collect(WorkValues.TEXT, texts());
        } else if (collects) {
            each.collect(WorkValues.NUMBER, numbers());
        }
    }

    private boolean collectsTexts() {
        return collects && number % 2 == 0;
    }

    private Key<List<Integer>> list() {
        return Key.listOf("items-" + number, Integer.class);
    }

    private Key<List<String>> texts() {
        return Key.listOf("all-" + number, String.class);
    }

    private Key<List<Integer>> numbers() {
        return Key.listOf("all-" + number, Integer.class);
    }
}

package dev.pawl.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole format: which objects there are and which fields they have. The reader goes by it, and the schema and the tables of the documentation
 * are made of it. Stateless.
 */
final class Forms {
    /** The nodes, by the word of their kind. */
    static final Map<String, Form> BY_KIND = nodes();

    /** All objects, in the order of the documentation. */
    static final List<Form> ALL = List.of(
            PipelineFormat.PIPELINE,
            PipelineFormat.INPUT,
            StepFormat.STEP,
            StepFormat.ALTERNATIVE,
            StepFormat.RETRY_OBJECT,
            FlowFormat.PARALLEL,
            FlowFormat.PARALLEL_BRANCH,
            FlowFormat.AT_LEAST_OBJECT,
            FlowFormat.BRANCH,
            FlowFormat.CASE,
            RepeatFormat.FOR_EACH,
            RepeatFormat.COLLECT_OBJECT,
            RepeatFormat.LOOP,
            FlowFormat.SUB,
            WaitFormat.SLEEP,
            WaitFormat.SIGNAL,
            WaitFormat.APPROVAL,
            PipelineFormat.KEY,
            ConditionFormat.CONDITION);

    private Forms() {}

    private static Map<String, Form> nodes() {
        Map<String, Form> nodes = new LinkedHashMap<>();
        for (Form form : List.of(
                StepFormat.STEP,
                FlowFormat.PARALLEL,
                FlowFormat.BRANCH,
                RepeatFormat.FOR_EACH,
                RepeatFormat.LOOP,
                FlowFormat.SUB,
                WaitFormat.SIGNAL,
                WaitFormat.APPROVAL,
                WaitFormat.SLEEP)) {
            nodes.put(kindOf(form), form);
        }
        return Collections.unmodifiableMap(nodes);
    }

    private static String kindOf(Form form) {
        Object schema = form.fields().get(1).type().schema().get("const");
        return (String) schema;
    }
}

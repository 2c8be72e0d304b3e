package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;
import static dev.pawl.definition.Field.required;

import dev.pawl.pipeline.Limits;
import java.util.List;

/** The format of nodes that go several ways, and of pipelines in others. Stateless. */
final class FlowFormat {
    static final Field<Object> JOIN = optional(
            "join",
            Type.defined("\"all\", \"any\" or {\"atLeast\": 2}", "join"),
            "all",
            "how many branches have to succeed");

    static final Field<List<?>> BRANCHES = required(
            "branches",
            Type.list("a list of one branch or more", Tree.of("$ref", "#/$defs/parallelBranch"), 1),
            "what runs at the same time");

    static final Form PARALLEL = Form.of(
            "parallel", "runs branches at the same time", Format.ID, Format.kind("parallel", ""), JOIN, BRANCHES);

    static final Form PARALLEL_BRANCH = Form.of("parallelBranch", "a branch of a parallel", Format.ID, Format.STEPS);

    static final Field<Integer> AT_LEAST = required("atLeast", Type.whole(1, Limits.AT_ONCE), "so many branches");

    static final Form AT_LEAST_OBJECT = Form.of("atLeast", "a join that waits for some branches", AT_LEAST);

    static final Field<List<?>> CASES = required(
            "cases",
            Type.list("a list of one case or more", Tree.of("$ref", "#/$defs/case"), 1),
            "its ways; the first whose condition holds is gone");

    static final Field<List<?>> OTHERWISE =
            optional("otherwise", Format.NODES, "nothing", "the nodes for when no condition holds");

    static final Form BRANCH =
            Form.of("branch", "goes one of several ways", Format.ID, Format.kind("branch", ""), CASES, OTHERWISE);

    static final Field<Object> WHEN = required("when", Format.CONDITION, "when this way is gone");

    static final Form CASE = Form.of("case", "a way of a branch", Format.ID, WHEN, Format.STEPS);

    static final Field<String> PIPELINE = required("pipeline", Type.ID, "the name of the pipeline");

    static final Field<Integer> SUB_VERSION =
            optional("version", Type.whole(1, Format.MOST), "the newest that is registered", "its version");

    static final Field<Object> DEFINITION =
            optional("definition", Type.defined("a pipeline", "pipeline"), "the registered one", "the pipeline itself");

    static final Form SUB = Form.of(
            "sub",
            "runs another pipeline inside this run",
            Format.ID,
            Format.kind("sub", ""),
            PIPELINE,
            SUB_VERSION,
            StepFormat.WITH,
            DEFINITION);

    private FlowFormat() {}
}

package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;
import static dev.pawl.definition.Field.required;

import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.ValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The whole format: which objects there are and which fields they have. The reader goes by it, and the schema and the tables of the documentation
 * are made of it. Stateless.
 */
final class Format {
    static final int MOST = Integer.MAX_VALUE;

    private static final Map<String, Object> NODE = Tree.of("$ref", "#/$defs/node");
    private static final Type<List<?>> NODES = Type.list("a list of one node or more", NODE, 1);
    private static final Type<Object> CONDITION = Type.defined("a condition", "condition");
    private static final Type<Object> KEY = Type.defined("a key: an object with name and type", "key");
    private static final Type<Object> OPERAND =
            Type.ANYTHING.in("a value, or a reference such as {\"from\": \"order.total\"}", Tree.of());

    static final Field<String> ID = required("id", Type.ID, "unique among its neighbours; part of the paths in events");
    static final Field<List<?>> STEPS = required("steps", NODES, "its nodes, one after another");

    static final Field<Duration> DELAY = optional("delay", Type.DURATION, "none", "waited before the first attempt");
    static final Field<Double> ERROR_CHANCE = optional(
            "errorChance",
            Type.decimal(0, 1),
            "0",
            "how likely an attempt fails by an injected fault; for demonstrations and tests");
    static final Field<Object> RETRY =
            optional("retry", Type.defined("an object with attempts", "retry"), "one attempt", "how often it is tried");
    static final Field<Duration> TIMEOUT =
            optional("timeout", Type.POSITIVE, "no limit", "how long one attempt may take");
    static final Field<String> EFFECT = optional(
            "effect",
            Type.words(Arrays.stream(Effect.values()).map(Effect::word).toList()),
            Effect.IDEMPOTENT.word(),
            "what it means outside when its body runs a second time");
    static final Field<Integer> WEIGHT = optional(
            "weight", Type.whole(1, 1_000_000), "1", "its share of the progress bar while no durations are known");
    static final Field<String> TITLE = optional("name", Type.TEXT, "the id", "what people call it");
    static final Field<String> USES =
            required("uses", Type.TEXT, "the step type that does the work, by its name or an alias");
    static final Field<Map<String, Object>> WITH = optional(
            "with",
            Type.OBJECT.in(
                    "an object of settings",
                    Tree.of("type", "object", "additionalProperties", Tree.of("$ref", "#/$defs/value"))),
            "no settings",
            "its settings, each a value or a reference such as {\"from\": \"order.total\"}");
    static final Field<Object> FALLBACK = optional(
            "fallback",
            Type.defined("a step without a fallback or compensation", "alternative"),
            "none",
            "done in its place when its last attempt has failed");
    static final Field<Object> COMPENSATE = optional(
            "compensate",
            Type.defined("a step without a fallback or compensation", "alternative"),
            "none",
            "undoes it when the run fails or is cancelled later");

    static final Form STEP = Form.of(
            "step",
            "does work",
            ID,
            kind("step", "step"),
            TITLE,
            USES,
            WITH,
            DELAY,
            ERROR_CHANCE,
            RETRY,
            TIMEOUT,
            EFFECT,
            WEIGHT,
            FALLBACK,
            COMPENSATE);

    static final Field<String> OWN_ID =
            optional("id", Type.ID, "the step's id", "the id of the step that it belongs to");
    static final Form ALTERNATIVE = Form.of(
            "alternative",
            "a fallback or a compensation",
            OWN_ID,
            TITLE,
            USES,
            WITH,
            DELAY,
            ERROR_CHANCE,
            RETRY,
            TIMEOUT,
            EFFECT,
            WEIGHT);

    static final Field<Integer> ATTEMPTS =
            required("attempts", Type.whole(1, 1_000_000), "all attempts, the first one included");
    static final Field<Duration> BACKOFF =
            optional("backoff", Type.DURATION, "none", "the pause after the first failure");
    static final Field<Double> FACTOR =
            optional("factor", Type.decimal(1, 1_000), "1", "by how much each pause is longer than the one before");
    static final Field<Duration> CAP = optional("cap", Type.DURATION, "1h", "no pause is longer");
    static final Field<Double> JITTER =
            optional("jitter", Type.decimal(0, 1), "0", "the share of a pause that is left to chance");
    static final Form RETRY_FORM =
            Form.of("retry", "how often a failed step is tried", ATTEMPTS, BACKOFF, FACTOR, CAP, JITTER);

    static final Field<Object> JOIN = optional(
            "join",
            Type.defined("\"all\", \"any\" or {\"atLeast\": 2}", "join"),
            "all",
            "how many branches have to succeed");
    static final Field<List<?>> BRANCHES = required(
            "branches",
            Type.list("a list of one branch or more", Tree.of("$ref", "#/$defs/parallelBranch"), 1),
            "what runs at the same time");
    static final Form PARALLEL =
            Form.of("parallel", "runs branches at the same time", ID, kind("parallel", ""), JOIN, BRANCHES);
    static final Form PARALLEL_BRANCH = Form.of("parallelBranch", "a branch of a parallel", ID, STEPS);
    static final Field<Integer> AT_LEAST = required("atLeast", Type.whole(1, Limits.AT_ONCE), "so many branches");
    static final Form AT_LEAST_FORM = Form.of("atLeast", "a join that waits for some branches", AT_LEAST);

    static final Field<List<?>> CASES = required(
            "cases",
            Type.list("a list of one case or more", Tree.of("$ref", "#/$defs/case"), 1),
            "its ways; the first whose condition holds is gone");
    static final Field<List<?>> OTHERWISE =
            optional("otherwise", NODES, "nothing", "the nodes for when no condition holds");
    static final Form BRANCH = Form.of("branch", "goes one of several ways", ID, kind("branch", ""), CASES, OTHERWISE);
    static final Field<Object> WHEN = required("when", CONDITION, "when this way is gone");
    static final Form CASE = Form.of("case", "a way of a branch", ID, WHEN, STEPS);

    static final Field<dev.pawl.pipeline.Reference> ITEMS = required("items", Type.REFERENCE, "where the list stands");
    static final Field<Object> ITEM = required("item", KEY, "the key under which an item sees its element");
    static final Field<String> INDEX =
            optional("index", Type.KEY_NAME, "none", "the name of the key under which an item sees its index, from 0");
    static final Field<Object> COLLECT = optional(
            "collect", Type.defined("an object with result", "collect"), "nothing", "what is taken out of the items");
    static final Field<Integer> MAX_CONCURRENT =
            optional("maxConcurrent", Type.whole(1, Limits.AT_ONCE), "1", "how many items run at once");
    static final Field<Integer> MAX_FAILURES =
            optional("maxFailures", Type.whole(0, MOST), "0", "how many items may fail before the for-each does");
    static final Form FOR_EACH = Form.of(
            "forEach",
            "runs its nodes for each element of a list",
            ID,
            kind("for-each", ""),
            ITEMS,
            ITEM,
            INDEX,
            COLLECT,
            MAX_CONCURRENT,
            MAX_FAILURES,
            STEPS);
    static final Field<Object> RESULT = required("result", KEY, "the key that each item puts");
    static final Field<Object> INTO = optional("into", KEY, "none", "the key of the list of these values");
    static final Form COLLECT_FORM = Form.of("collect", "what a for-each takes out of its items", RESULT, INTO);

    static final Field<Object> WHILE =
            optional("while", CONDITION, "none", "asked before each round; either this or until is given");
    static final Field<Object> UNTIL =
            optional("until", CONDITION, "none", "asked after each round; either this or while is given");
    static final Field<Integer> AT_MOST = required("atMost", Type.whole(1, Limits.ROUNDS), "one round more fails it");
    static final Form LOOP =
            Form.of("loop", "runs its nodes again and again", ID, kind("loop", ""), WHILE, UNTIL, AT_MOST, STEPS);

    static final Field<String> PIPELINE = required("pipeline", Type.ID, "the name of the pipeline");
    static final Field<Integer> SUB_VERSION =
            optional("version", Type.whole(1, MOST), "the newest that is registered", "its version");
    static final Field<Object> DEFINITION =
            optional("definition", Type.defined("a pipeline", "pipeline"), "the registered one", "the pipeline itself");
    static final Form SUB = Form.of(
            "sub",
            "runs another pipeline inside this run",
            ID,
            kind("sub", ""),
            PIPELINE,
            SUB_VERSION,
            WITH,
            DEFINITION);

    static final Field<Duration> FOR =
            optional("for", Type.DURATION, "none", "how long; either this or until is given");
    static final Field<dev.pawl.pipeline.Reference> UNTIL_HOUR =
            optional("until", Type.REFERENCE, "none", "where the instant stands, a text such as 2030-01-01T08:00:00Z");
    static final Form SLEEP = Form.of("sleep", "waits for a time", ID, kind("sleep", ""), FOR, UNTIL_HOUR);

    static final Field<String> WAIT_NAME = optional("name", Type.ID, "the id", "what the sender calls it");
    static final Field<Duration> EXPIRY = optional("expiry", Type.POSITIVE, "never", "how long it waits");
    static final Field<String> DEFAULT_OUTCOME =
            optional("default", Type.TEXT, "the run fails", "the outcome that is assumed when it expires");
    static final Field<Object> VALUE = optional("value", KEY, "none", "the key of the value that comes along");
    static final Form SIGNAL =
            Form.of("signal", "waits for a signal", ID, kind("signal", ""), WAIT_NAME, EXPIRY, DEFAULT_OUTCOME, VALUE);
    static final Field<List<?>> ROLES =
            optional("roles", Type.list("a list of texts", Type.TEXT.schema(), 0), "everybody", "who may approve");
    static final Field<String> APPROVAL_DEFAULT = optional(
            "default",
            Type.words(List.of("approved", "rejected")),
            "the run fails",
            "the outcome that is assumed when it expires");
    static final Field<Boolean> CONTINUES =
            optional("continues", Type.FLAG, "false", "whether the run goes on when it is rejected");
    static final Form APPROVAL = Form.of(
            "approval",
            "waits for a person's yes or no",
            ID,
            kind("approval", ""),
            WAIT_NAME,
            EXPIRY,
            APPROVAL_DEFAULT,
            ROLES,
            VALUE,
            CONTINUES);

    static final Field<String> KEY_NAME = required("name", Type.KEY_NAME, "the name of the key");
    static final Field<String> KEY_TYPE = required(
            "type",
            Type.words(Arrays.stream(ValueType.values()).map(ValueType::word).toList()),
            "what its values are");
    static final Field<Boolean> SECRET = optional("secret", Type.FLAG, "false", "whether its values are shown nowhere");
    static final Form KEY_FORM = Form.of("key", "a key for values", KEY_NAME, KEY_TYPE, SECRET);
    static final Field<Boolean> REQUIRED =
            optional("required", Type.FLAG, "false", "whether a run without it is refused");
    static final Field<Object> DEFAULT =
            optional("default", Type.ANYTHING, "none", "the value when a run does not bring it");
    static final Form INPUT =
            Form.of("input", "a value that a run starts with", KEY_NAME, KEY_TYPE, SECRET, REQUIRED, DEFAULT);

    static final Field<String> NAME = required("name", Type.ID, "the name under which its runs are submitted");
    static final Field<Integer> VERSION =
            optional("version", Type.whole(1, MOST), "1", "a run resumes with the version that it was submitted with");
    static final Field<List<?>> INPUTS = optional(
            "inputs",
            Type.list("a list of inputs", Tree.of("$ref", "#/$defs/input"), 0),
            "any",
            "what its runs start with");
    static final Field<Duration> DEADLINE =
            optional("deadline", Type.POSITIVE, "no limit", "how long a run may take in all");
    static final Field<List<?>> FINALLY = optional(
            "finally",
            Type.list("a list of steps", Tree.of("$ref", "#/$defs/step"), 0),
            "none",
            "the steps that run at the end whatever happened");
    static final Form PIPELINE_FORM =
            Form.of("pipeline", "a pipeline", NAME, VERSION, INPUTS, DEADLINE, STEPS, FINALLY);
    static final Field<String> SCHEMA =
            optional("$schema", Type.ANY_TEXT, "none", "where an editor finds the schema; not looked at");

    static final Field<dev.pawl.pipeline.Reference> FROM =
            optional("from", Type.REFERENCE, "none", "where the value stands that is compared");
    static final Field<Object> EQUALS = optional("equals", OPERAND, "none", "whether it is this");
    static final Field<List<?>> IN = optional(
            "in",
            Type.list("a list of one value or more", Tree.of(), 1),
            "none",
            "whether it is one of these, all of one type");
    static final Field<Object> LT = optional("lt", OPERAND, "none", "whether it is less than this number or text");
    static final Field<Object> LE = optional("le", OPERAND, "none", "whether it is at most this number or text");
    static final Field<Object> GT = optional("gt", OPERAND, "none", "whether it is more than this number or text");
    static final Field<Object> GE = optional("ge", OPERAND, "none", "whether it is at least this number or text");
    static final Field<dev.pawl.pipeline.Reference> EXISTS =
            optional("exists", Type.REFERENCE, "none", "whether there is a value at this reference; without from");
    static final Field<Object> NOT =
            optional("not", CONDITION, "none", "whether this condition does not hold; without from");
    static final Field<List<?>> ALL = optional(
            "all",
            Type.list("a list of one condition or more", CONDITION.schema(), 1),
            "none",
            "whether each of these conditions holds; without from");
    static final Field<List<?>> ANY = optional(
            "any",
            Type.list("a list of one condition or more", CONDITION.schema(), 1),
            "none",
            "whether one of these conditions holds; without from");
    static final Form CONDITION_FORM = Form.of(
            "condition",
            "asks about the values of a run: one of these fields, and from beside those that compare",
            FROM,
            EQUALS,
            IN,
            LT,
            LE,
            GT,
            GE,
            EXISTS,
            NOT,
            ALL,
            ANY);

    /** The nodes, by the word of their kind. */
    static final Map<String, Form> NODES_BY_KIND = nodes();

    /** All objects, in the order of the documentation. */
    static final List<Form> ALL_FORMS = List.of(
            PIPELINE_FORM,
            INPUT,
            STEP,
            ALTERNATIVE,
            RETRY_FORM,
            PARALLEL,
            PARALLEL_BRANCH,
            AT_LEAST_FORM,
            BRANCH,
            CASE,
            FOR_EACH,
            COLLECT_FORM,
            LOOP,
            SUB,
            SLEEP,
            SIGNAL,
            APPROVAL,
            KEY_FORM,
            CONDITION_FORM);

    private Format() {}

    private static Map<String, Form> nodes() {
        Map<String, Form> nodes = new java.util.LinkedHashMap<>();
        for (Form form : List.of(STEP, PARALLEL, BRANCH, FOR_EACH, LOOP, SUB, SIGNAL, APPROVAL, SLEEP)) {
            nodes.put(kindOf(form), form);
        }
        return java.util.Collections.unmodifiableMap(nodes);
    }

    private static String kindOf(Form form) {
        Object schema = form.fields().get(1).type().schema().get("const");
        return (String) schema;
    }

    private static Field<String> kind(String word, String orElse) {
        Type<String> type = Type.words(List.of(word)).in("\"" + word + "\"", Tree.of("const", word));
        return new Field<>("kind", type, orElse.isEmpty(), orElse, "says which node this is");
    }
}

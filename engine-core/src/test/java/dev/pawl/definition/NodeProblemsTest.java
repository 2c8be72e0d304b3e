package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a node is told with its place, what was expected and what was found. */
class NodeProblemsTest {
    private static final String INLINE_STEP =
            "is 'inline', Java code that no definition can hold: register a step type and name it here";

    /** Each is one node; the problem's path begins behind {@code $.steps[0]}. */
    static Stream<Arguments> nodes() {
        return Stream.of(
                arguments("7", ": expected a step as an object, found 7"),
                arguments(
                        "{'uses':'x'}", ".id: is missing: expected an id of 1 to 64 letters A-Z, a-z, digits, _ and -"),
                arguments(
                        "{'id':'a b','uses':'x'}",
                        ".id: expected an id of 1 to 64 letters A-Z, a-z, digits, _ and -, found 'a b'"),
                arguments("{'id':'a'}", ".uses: is missing: expected a text of one line, 1 to 256 characters"),
                arguments(
                        "{'id':'a','uses':null}",
                        ".uses: expected a text of one line, 1 to 256 characters, found null: leave it out"),
                arguments(
                        "{'id':'a','uses':'x','kind':'stepp'}",
                        ".kind: expected one of step, parallel, branch, for-each, loop, sub, signal, approval, sleep, found 'stepp': did you mean 'step'?"),
                arguments("{'id':'a','uses':'x','retrys':1}", ".retrys: is unknown in a step: did you mean 'retry'?"),
                arguments(
                        "{'id':'a','uses':'x','colour':1}",
                        ".colour: is unknown in a step: it has id, kind, name, uses, with, delay, errorChance, retry, timeout, effect, weight, fallback, compensate"),
                arguments("{'id':'a','uses':'inline'}", ".uses: " + INLINE_STEP),
                arguments("{'id':'a','uses':'x','with':[1]}", ".with: expected an object of settings, found a list"),
                arguments(
                        "{'id':'a','uses':'x','with':{'b':[1,null]}}",
                        ".with.b[1]: expected a value, found null: leave it out"),
                arguments(
                        "{'id':'a','uses':'x','with':{'b':{'from':'x..y'}}}",
                        ".with.b.from: reference 'x..y' is not of the form step-or-key.name[0]: it goes wrong at character 2"),
                arguments(
                        "{'id':'a','uses':'x','with':{'b':'\\ud800'}}",
                        ".with.b: has half a surrogate pair, which cannot be stored"),
                arguments("{'id':'a','uses':'x','retry':3}", ".retry: expected a retry as an object, found 3"),
                arguments(
                        "{'id':'a','uses':'x','retry':{'attempts':0}}",
                        ".retry.attempts: expected a whole number from 1 to 1000000, found 0"),
                arguments(
                        "{'id':'a','uses':'x','retry':{'attempts':2.5}}",
                        ".retry.attempts: expected a whole number from 1 to 1000000, found 2.5"),
                arguments(
                        "{'id':'a','uses':'x','retry':{'attempts':2,'factor':0.5}}",
                        ".retry.factor: expected a number from 1 to 1000, found 0.5"),
                arguments(
                        "{'id':'a','uses':'x','retry':{'attempts':2,'backoff':'soon'}}",
                        ".retry.backoff: expected a duration such as 500ms, 90s, 5m, 2h, 3d or PT1M30S, found 'soon'"),
                arguments(
                        "{'id':'a','uses':'x','retry':{'attempts':2,'onlyIf':'inline'}}",
                        ".retry.onlyIf: is Java code, which no definition can hold: let the step type decide what is worth another attempt"),
                arguments(
                        "{'id':'a','uses':'x','timeout':'0s'}",
                        ".timeout: expected a duration longer than nothing, such as 500ms, 90s or 5m, found '0s'"),
                arguments(
                        "{'id':'a','uses':'x','timeout':'36526d'}",
                        ".timeout: expected a duration longer than nothing, such as 500ms, 90s or 5m, found '36526d'"),
                arguments(
                        "{'id':'a','uses':'x','delay':5}",
                        ".delay: expected a duration such as 500ms, 90s, 5m, 2h, 3d or PT1M30S, found 5"),
                arguments(
                        "{'id':'a','uses':'x','errorChance':1.5}",
                        ".errorChance: expected a number from 0 to 1, found 1.5"),
                arguments(
                        "{'id':'a','uses':'x','effect':'idempotant'}",
                        ".effect: expected one of pure, idempotent, external-once, found 'idempotant': did you mean 'idempotent'?"),
                arguments(
                        "{'id':'a','uses':'x','effect':'external-once','retry':{'attempts':2}}",
                        ".retry: tries 2 times what may be done once only: take it away, or do it with a step type in Java, where onlyIf says when it is safe"),
                arguments(
                        "{'id':'a','uses':'x','effect':'pure','compensate':{'uses':'y'}}",
                        ": is pure and has a compensation: it leaves nothing to undo, so take either away"),
                arguments(
                        "{'id':'a','uses':'x','fallback':{'id':'b','uses':'y'}}",
                        ".fallback.id: expected 'a', the id of its step, found 'b': leave it out"),
                arguments("{'id':'a','uses':'x','fallback':{'uses':'inline'}}", ".fallback.uses: " + INLINE_STEP),
                arguments(
                        "{'id':'a','uses':'x','compensate':{'uses':'y','fallback':{}}}",
                        ".compensate.fallback: is unknown in a fallback or compensation: it has id, name, uses, with, delay, errorChance, retry, timeout, effect, weight"),
                arguments(
                        "{'id':'a','kind':'parallel'}", ".branches: is missing: expected a list of one branch or more"),
                arguments(
                        "{'id':'a','kind':'parallel','branches':[]}",
                        ".branches: expected a list of one branch or more, found an empty list"),
                arguments(
                        "{'id':'a','kind':'parallel','join':'most','branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]}]}",
                        ".join: expected \"all\", \"any\" or {\"atLeast\": 2}, found 'most'"),
                arguments(
                        "{'id':'a','kind':'parallel','join':{'atLeast':2},'branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]}]}",
                        ".join: waits for 2 of 1 branches: ask for fewer"),
                arguments(
                        "{'id':'a','kind':'parallel','branches':[{'id':'b','steps':[]}]}",
                        ".branches[0].steps: expected a list of one node or more, found an empty list"),
                arguments(
                        "{'id':'a','kind':'parallel','branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]},{'id':'b','steps':[{'id':'c','uses':'x'}]}]}",
                        ".branches[1].id: 'b' stands twice, first at $.steps[0].branches[0]: use another id"),
                arguments(
                        "{'id':'a','kind':'branch','cases':[{'id':'otherwise','when':{'exists':'x'},'steps':[{'id':'c','uses':'x'}]}]}",
                        ".cases[0]: case id 'otherwise' is kept for the way without a condition: use another"),
                arguments(
                        when("'inline'"),
                        ".cases[0].when: is Java code, which no definition can hold: say it with from and equals, lt, exists …"),
                arguments(
                        when("{}"),
                        ".cases[0].when: expected one of equals, in, lt, le, gt, ge, exists, not, all and any, found none"),
                arguments(
                        when("{'from':'x','equals':1,'lt':2}"),
                        ".cases[0].when: expected one of equals, in, lt, le, gt, ge, exists, not, all and any, found equals and lt"),
                arguments(
                        when("{'equals':1}"),
                        ".cases[0].when.from: is missing: expected a reference to a step or a key, such as order.lines[0].price"),
                arguments(
                        when("{'from':'x','exists':'y'}"),
                        ".cases[0].when.from: stands beside 'exists', which compares nothing: take it away"),
                arguments(
                        when("{'all':[]}"),
                        ".cases[0].when.all: expected a list of one condition or more, found an empty list"),
                arguments(
                        when("{'all':[{'exists':'x'},{'exists':5}]}"),
                        ".cases[0].when.all[1].exists: expected a reference to a step or a key, such as order.lines[0].price, found 5"),
                arguments(
                        when("{'from':'x','in':[1,'a']}"),
                        ".cases[0].when.in: the literals beside x are number and text: give one or more of one type"),
                arguments(
                        when("{'from':'x','lt':true}"),
                        ".cases[0].when.lt: the literal beside x is a boolean, which has no order: compare numbers or texts"),
                arguments(
                        when("{'from':'x','eqals':true}"),
                        ".cases[0].when.eqals: is unknown in a condition: did you mean 'equals'?"),
                arguments(
                        "{'id':'a','kind':'for-each','item':{'name':'i','type':'text'},'items':'x','steps':[{'id':'c','uses':'x'}]}",
                        ".item.type: expected one of string, integer, number, boolean, list, map, object, found 'text'"),
                arguments(
                        "{'id':'a','kind':'for-each','item':'i','items':'x','steps':[{'id':'c','uses':'x'}]}",
                        ".item: expected a key as an object, found 'i'"),
                arguments(
                        "{'id':'a','kind':'loop','atMost':3,'steps':[{'id':'c','uses':'x'}]}",
                        ": has neither while and until: say either"),
                arguments(
                        "{'id':'a','kind':'loop','atMost':1000001,'while':{'exists':'x'},'steps':[{'id':'c','uses':'x'}]}",
                        ".atMost: expected a whole number from 1 to 1000000, found 1000001"),
                arguments(
                        "{'id':'a','kind':'sub','pipeline':'p','definition':{'name':'q','steps':[{'id':'c','uses':'x'}]}}",
                        ": sub-pipeline is said to be 'p' 1 and is 'q' 1: say the same"),
                arguments(
                        "{'id':'a','kind':'sub','pipeline':'p','definition':{'name':'p','steps':[{'id':'c','uses':'x','weight':0}]}}",
                        ".definition.steps[0].weight: expected a whole number from 1 to 1000000, found 0"),
                arguments(
                        "{'id':'a','kind':'sub','pipeline':'p','definition':{'name':'p','steps':[{'id':'l','kind':'loop','atMost':1,'while':{'exists':'c'},'steps':[{'id':'c','uses':'x','effect':'pure','compensate':{'uses':'y'}}]}]}}",
                        ".definition.steps[0].steps[0]: is pure and has a compensation: it leaves nothing to undo, so take either away"),
                arguments("{'id':'a','kind':'sleep'}", ": has neither for and until: say either"),
                arguments("{'id':'a','kind':'sleep','for':'1h','until':'x'}", ": has both for and until: say either"),
                arguments(
                        "{'id':'a','kind':'signal','default':'none'}",
                        ".default: is what is assumed at the expiry, and there is none: say expiry"),
                arguments(
                        "{'id':'a','kind':'signal','roles':['x']}",
                        ".roles: is unknown in a signal: it has id, kind, name, expiry, default, value"),
                arguments(
                        "{'id':'a','kind':'approval','expiry':'1d','default':'maybe'}",
                        ".default: expected one of approved, rejected, found 'maybe'"),
                arguments(
                        "{'id':'a','kind':'approval','roles':['x','']}",
                        ".roles[1]: expected a text of one line, 1 to 256 characters, found ''"));
    }

    private static String when(String condition) {
        return "{'id':'a','kind':'branch','cases':[{'id':'b','when':" + condition
                + ",'steps':[{'id':'c','uses':'x'}]}]}";
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theProblemOfANodeIsTold(String node, String told) {
        assertThat(Told.told("{'name':'p','steps':[" + node + "]}")).containsExactly("$.steps[0]" + told);
    }
}

package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pawl.pipeline.Pipeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a definition is told with its place, what was expected and what was found, all of it at once. */
class DefinitionProblemsTest {
    static Stream<Arguments> pipelines() {
        return Stream.of(
                arguments("[]", "$: expected a pipeline as an object, found an empty list"),
                arguments("null", "$: expected a pipeline as an object, found null: leave it out"),
                arguments(
                        "{'steps':[{'id':'c','uses':'x'}]}",
                        "$.name: is missing: expected an id of 1 to 64 letters A-Z, a-z, digits, _ and -"),
                arguments("{'name':'p'}", "$.steps: is missing: expected a list of one node or more"),
                arguments(
                        "{'name':'p','version':0,'steps':[{'id':'c','uses':'x'}]}",
                        "$.version: expected a whole number of 1 or more, found 0"),
                arguments(
                        "{'$schema':5,'name':'p','steps':[{'id':'c','uses':'x'}]}",
                        "$.$schema: expected a text, found 5"),
                arguments(
                        "{'name':'p','stesp':[],'steps':[{'id':'c','uses':'x'}]}",
                        "$.stesp: is unknown in a pipeline: did you mean 'steps'?"),
                arguments(
                        "{'name':'p','deadline':'-PT1S','steps':[{'id':'c','uses':'x'}]}",
                        "$.deadline: expected a duration longer than nothing, such as 500ms, 90s or 5m, found '-PT1S'"),
                arguments(
                        "{'name':'p','steps':[{'id':'c','uses':'x'}],'finally':[{'id':'c','uses':'x'}]}",
                        "$.finally[0].id: 'c' stands twice, first at $.steps[0]: use another id"),
                arguments(
                        "{'name':'p','steps':[{'id':'c','uses':'x'}],'finally':[{'id':'d','kind':'sleep','for':'1s'}]}",
                        "$.finally[0].kind: expected \"step\", found 'sleep': only steps can run at the end"),
                arguments(
                        "{'name':'p','steps':[{'id':'c','uses':'x'}],'finally':[{'id':'d','uses':'x','compensate':{'uses':'y'}}]}",
                        "$.finally[0]: runs at the end and has a compensation, which nothing would call: take it away"),
                arguments(
                        "{'name':'p','inputs':[{'name':'5','type':'string'}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[0].name: expected the name of a key: a letter or _, and at most 63 letters A-Z, a-z, digits, _ and -, found '5'"),
                arguments(
                        "{'name':'p','inputs':[{'name':'n','type':'string','default':5}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[0].default: expected a text, found 5"),
                arguments(
                        "{'name':'p','inputs':[{'name':'n','type':'string','secret':true,'default':5}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[0].default: expected a text, found something else"),
                arguments(
                        "{'name':'p','inputs':[{'name':'n','type':'integer','default':9223372036854775808}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[0].default: expected a whole number of 64 bits, found 9223372036854775808"),
                arguments(
                        "{'name':'p','inputs':[{'name':'n','type':'integer','required':true,'default':5}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[0].default: stands in for a value that is required: take either away"),
                arguments(
                        "{'name':'p','inputs':[{'name':'n','type':'integer'},{'name':'n','type':'string'}],'steps':[{'id':'c','uses':'x'}]}",
                        "$.inputs[1].name: 'n' is the name of another input too: keep one"),
                arguments(
                        "{'name':'p','inputs':[{'name':'total','type':'integer'}],'steps':[{'id':'s','kind':'sleep','until':'totl'}]}",
                        "$.steps[0]: refers to 'totl', but no earlier step and no key is called 'totl': did you mean 'total'?"));
    }

    @Test
    void aProblemWithAKeyIsToldWhereItStandsSecond() {
        String each =
                "{'id':'e','kind':'for-each','items':'a','item':{'name':'a','type':'string'},'steps':[{'id':'inputs','uses':'x','effect':'pure','compensate':{'uses':'y'}}]}";

        assertThat(Told.told("{'name':'p','inputs':[{'name':'a','type':'list'}],'steps':[" + each + "]}"))
                .containsExactly(
                        "$.steps[0]: key 'a' is java.lang.String here and List<java.lang.Object> at inputs: use one type, or another name",
                        "$.steps[0].steps[0]: is pure and has a compensation: it leaves nothing to undo, so take either away");
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void theProblemOfAPipelineIsTold(String json, String told) {
        assertThat(Told.told(json)).containsExactly(told);
    }

    @Test
    void allProblemsAreToldAtOnceInTheirOrder() {
        assertThat(Told.problems("""
                        {
                          "name": "publish",
                          "inputs": [{"name": "total", "type": "integer"}],
                          "steps": [
                            {"id": "wait", "kind": "sleep", "until": "totl"},
                            {"id": "weigh", "uses": "scale", "timeout": "soon"},
                            {"id": "send", "uses": "mail", "retry": {"attempts": 0, "jiter": 1}}
                          ]
                        }
                        """))
                .extracting(Object::toString)
                .containsExactly(
                        "line 5:5 $.steps[0]: refers to 'totl', but no earlier step and no key is called 'totl': did you mean 'total'?",
                        "line 6:38 $.steps[1].timeout: expected a duration longer than nothing, such as 500ms, 90s or 5m, found 'soon'",
                        "line 7:46 $.steps[2].retry.attempts: expected a whole number from 1 to 1000000, found 0",
                        "line 7:61 $.steps[2].retry.jiter: is unknown in a retry: did you mean 'jitter'?");
    }

    @Test
    void noMoreThanAHundredAreToldAndTheOthersCounted() {
        StringBuilder steps = new StringBuilder("{\"id\":\"a\",\"uses\":\"x\"}");
        for (int i = 0; i < 250; i++) {
            steps.append(",{\"id\":\"n").append(i).append("\",\"uses\":5}");
        }

        InvalidDefinitionException e = catchThrowableOfType(
                InvalidDefinitionException.class, () -> Definitions.read("{\"name\":\"p\",\"steps\":[" + steps + "]}"));

        assertThat(e.problems()).hasSize(100);
        assertThat(e).hasMessageStartingWith("the definition cannot be read, 250 problems:\n  line 1:");
        assertThat(e).hasMessageEndingWith("\n  and 150 more");
    }

    @Test
    void whatHoldsForANodeThatIsMissingIsNotGuessed() {
        assertThat(
                        Told.told(
                                "{'name':'p','inputs':[{'name':'order','type':'mapp'}],'steps':[{'id':'s','kind':'sleep','until':'order.due'}]}"))
                .containsExactly(
                        "$.inputs[0].type: expected one of string, integer, number, boolean, list, map, object, found 'mapp': did you mean 'map'?");
    }

    @Test
    void aNodeThatLiesTooDeepIsRefused() {
        StringBuilder json = new StringBuilder("{'name':'p','steps':[");
        for (int i = 0; i < 66; i++) {
            json.append("{'id':'l','kind':'loop','atMost':1,'while':{'exists':'x'},'steps':[");
        }
        json.append("{'id':'a','uses':'x'}").append("]}".repeat(67));

        assertThat(Told.told(json.toString()))
                .singleElement()
                .asString()
                .isEqualTo(
                        "$" + ".steps[0]".repeat(66) + ": lies deeper than 64 levels: make it a pipeline of its own");
    }

    @Test
    void shortDurationsAndTheKindOfAStepMayBeLeftToTheReader() {
        Pipeline pipeline = Definitions.read(Told.json("""
                {'$schema': 'x', 'name': 'p', 'version': 2.0, 'deadline': '3d', 'steps': [
                  {'id': 'a', 'kind': 'step', 'uses': 'x', 'timeout': '90s', 'delay': '500ms', 'weight': 1},
                  {'id': 'b', 'kind': 'sleep', 'for': '2h'},
                  {'id': 'c', 'uses': 'y', 'fallback': {'uses': 'z', 'timeout': '5m'}}]}
                """));

        assertThat(Definitions.write(pipeline)).isEqualTo("""
                {
                  "name": "p",
                  "version": 2,
                  "deadline": "PT72H",
                  "steps": [
                    {"id": "a", "uses": "x", "delay": "PT0.5S", "timeout": "PT1M30S"},
                    {"id": "b", "kind": "sleep", "for": "PT2H"},
                    {
                      "id": "c",
                      "uses": "y",
                      "fallback": {"id": "c", "uses": "z", "timeout": "PT5M"}
                    }
                  ]
                }
                """);
    }
}

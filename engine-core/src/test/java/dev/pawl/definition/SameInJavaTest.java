package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.Retry;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said in Java and what is said in JSON is one pipeline. */
class SameInJavaTest {
    private static final Key<String> ADDRESS = Key.of("address", String.class);
    private static final Key<String> STAMP = Key.of("stamp", String.class);
    private static final Key<List<String>> STAMPS = Key.listOf("stamps", String.class);
    private static final Key<List<String>> ADDRESSES = Key.listOf("addresses", String.class);

    static Stream<Arguments> pipelines() {
        return Stream.of(
                same("'steps': [{'id':'a','uses':'x'}]", p -> p.step("a", "x")),
                same(
                        "'version': 3, 'deadline': '1h', 'inputs': [{'name':'address','type':'string','required':true},{'name':'stamp','type':'string','default':'red'},{'name':'stamps','type':'list'}], 'steps': [{'id':'a','uses':'x'}], 'finally': [{'id':'z','uses':'y'}]",
                        p -> p.version(3)
                                .deadline(Duration.ofHours(1))
                                .input(ADDRESS)
                                .input(STAMP, "red")
                                .optionalInput(STAMPS)
                                .step("a", "x")
                                .lastly("z", "y")),
                same(
                        "'steps': [{'id':'a','name':'A step','uses':'x','with':{'to':{'from':'b.c[0]'},'n':[1,2.5,true]},'delay':'5m','errorChance':0.5,'timeout':'90s','effect':'pure','weight':7,'retry':{'attempts':3,'backoff':'500ms','factor':2,'cap':'2h','jitter':0.5},'fallback':{'uses':'y','timeout':'1s'}}]",
                        p -> p.step(
                                "a",
                                "x",
                                s -> s.name("A step")
                                        .with("to", Reference.of("b.c[0]"))
                                        .with("n", List.of(1, 2.5, true))
                                        .delay(Duration.ofMinutes(5))
                                        .errorChance(0.5)
                                        .timeout(Duration.ofSeconds(90))
                                        .effect(Effect.PURE)
                                        .weight(7)
                                        .retry(Retry.times(3)
                                                .backoff(Duration.ofMillis(500))
                                                .factor(2)
                                                .cap(Duration.ofHours(2))
                                                .jitter(0.5))
                                        .fallback("y", f -> f.timeout(Duration.ofSeconds(1))))),
                same(
                        "'steps': [{'id':'a','uses':'x','effect':'external-once','compensate':{'id':'a','uses':'y','retry':{'attempts':2}}}]",
                        p -> p.step("a", "x", s -> s.externalOnce().compensate("y", c -> c.retry(2)))),
                same(
                        "'steps': [{'id':'a','kind':'parallel','join':{'atLeast':1},'branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]}]}]",
                        p -> p.parallel("a", Join.atLeast(1), all -> all.branch("b", b -> b.step("c", "x")))),
                same(
                        "'steps': [{'id':'a','kind':'parallel','join':'all','branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]}]},{'id':'d','kind':'parallel','join':'any','branches':[{'id':'b','steps':[{'id':'c','uses':'x'}]}]}]",
                        p -> p.parallel("a", all -> all.branch("b", b -> b.step("c", "x")))
                                .parallel("d", Join.any(), all -> all.branch("b", b -> b.step("c", "x")))),
                same(
                        "'steps': [{'id':'a','kind':'branch','cases':[{'id':'b','when':{'all':[{'from':'k','gt':100},{'not':{'exists':'l'}}]},'steps':[{'id':'c','uses':'x'}]}],'otherwise':[{'id':'d','uses':'y'}]}]",
                        p -> p.branch(
                                "a",
                                ways -> ways.when(
                                                "b",
                                                Condition.moreThan("k", 100).and(Condition.not(Condition.exists("l"))),
                                                b -> b.step("c", "x"))
                                        .otherwise(b -> b.step("d", "y")))),
                same(
                        "'steps': [{'id':'a','kind':'for-each','items':'addresses','item':{'name':'address','type':'string'},'index':'number','collect':{'result':{'name':'stamp','type':'string'},'into':{'name':'stamps','type':'list'}},'maxConcurrent':3,'maxFailures':1,'steps':[{'id':'c','uses':'x'}]}]",
                        p -> p.forEach(
                                "a",
                                ADDRESSES,
                                ADDRESS,
                                each -> each.index(Key.of("number", Integer.class))
                                        .collect(STAMP, STAMPS)
                                        .maxConcurrent(3)
                                        .maxFailures(1)
                                        .step("c", "x"))),
                same(
                        "'steps': [{'id':'a','kind':'loop','while':{'any':[{'from':'k','in':['a','b']},{'from':'k','le':{'from':'l'}}]},'atMost':5,'steps':[{'id':'c','uses':'x'}]},{'id':'u','kind':'loop','until':{'from':'k','equals':'z'},'atMost':6,'steps':[{'id':'c','uses':'x'}]}]",
                        p -> p.loopWhile(
                                        "a",
                                        Condition.in("k", "a", "b").or(Condition.atMost("k", Reference.of("l"))),
                                        5,
                                        b -> b.step("c", "x"))
                                .loopUntil("u", Condition.equal("k", "z"), 6, b -> b.step("c", "x"))),
                same(
                        "'steps': [{'id':'a','kind':'sub','pipeline':'q','version':2,'with':{'to':'ada'}},{'id':'b','kind':'sub','pipeline':'r','definition':{'name':'r','steps':[{'id':'c','uses':'x'}]}}]",
                        p -> p.sub("a", "q", s -> s.version(2).with("to", "ada"))
                                .sub("b", Pipeline.named("r").step("c", "x").build())),
                same(
                        "'steps': [{'id':'a','kind':'sleep','for':'3d'},{'id':'b','kind':'sleep','until':'order.due'}]",
                        p -> p.sleep("a", Duration.ofDays(3)).sleepUntil("b", "order.due")),
                same(
                        "'steps': [{'id':'a','kind':'signal','name':'paid','expiry':'14d','default':'unpaid','value':{'name':'stamp','type':'string'}},{'id':'b','kind':'approval','roles':['editor','chief'],'expiry':'1d','default':'rejected','continues':true}]",
                        p -> p.signal(
                                        "a",
                                        s -> s.name("paid")
                                                .expires(Duration.ofDays(14), "unpaid")
                                                .into(STAMP))
                                .approval(
                                        "b",
                                        a -> a.role("editor")
                                                .role("chief")
                                                .expires(Duration.ofDays(1), "rejected")
                                                .continueWhenRejected())));
    }

    private static Arguments same(String json, UnaryOperator<PipelineBuilder> java) {
        return arguments(
                "{'name': 'p', " + json + "}", java.apply(Pipeline.named("p")).build());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void bothSayTheSame(String json, Pipeline java) {
        Pipeline read = Definitions.read(json.replace('\'', '"'));

        assertThat(Definitions.write(read)).isEqualTo(Definitions.write(java));
        assertThat(read.fingerprint()).isEqualTo(java.fingerprint());
    }
}

package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Reference;
import dev.pawl.registry.StepType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What steps of registered types see of their settings, on the caller's thread and recorded. */
@Timeout(60)
class StepSettingsTest {
    private static final Key<String> EMAIL = Key.of("email", String.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<Path> FOLDER = Key.of("folder", Path.class);
    private static final Key<URI> SITE = Key.of("site", URI.class);
    private static final Key<Mail.Often> OFTEN = Key.of("often", Mail.Often.class);

    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);
    private static final Key<Map<String, Object>> CUSTOMER = Key.mapOf("customer", Object.class);

    record Site(URI address, Path folder) {}

    record Pages(List<Page> pages, Map<String, Integer> sizes, Object rest) {}

    record Page(String url) {}

    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    private final StepType mail = saw("mail.send", Mail.class).alias("send-mail");
    private final StepType site = saw("site", Site.class);
    private final StepType pages = saw("pages", Pages.class);
    private final StepType tree = StepType.ofTree("tree", settings -> context -> {
        seen.add(settings);
        return StepResult.done();
    });

    private <S extends Record> StepType saw(String name, Class<S> settings) {
        return StepType.of(name, settings, with -> {
            made.incrementAndGet();
            return context -> {
                seen.add(with);
                return StepResult.done();
            };
        });
    }

    private EngineBuilder engine() {
        return WorkflowEngine.builder()
                .stepType(mail)
                .stepType(site)
                .stepType(pages)
                .stepType(tree);
    }

    @ParameterizedTest
    @EnumSource
    void settingsWithoutReferencesAreMadeOnce(Mode mode) {
        Pipeline pipeline = Pipeline.named("literal")
                .step("data", context -> StepResult.done("", List.of(1, 2, 3)))
                .forEach(
                        "again",
                        "data",
                        NUMBER,
                        body -> body.step(
                                "thank", "mail.send", s -> s.with("to", "ada").with("pause", "5m")))
                .step("once-more", "send-mail", s -> s.with(Map.of("to", "bob", "times", 2, "often", "every-week")))
                .build();

        run(mode, pipeline, Inputs.none());

        Mail toAda = new Mail("ada", 1, Optional.of(Duration.ofMinutes(5)), Mail.Often.DAILY);
        assertThat(seen)
                .containsExactly(toAda, toAda, toAda, new Mail("bob", 2, Optional.empty(), Mail.Often.EVERY_WEEK));
        assertThat(made).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void referencesAreFollowedAtEachAttempt(Mode mode) {
        Pipeline pipeline = Pipeline.named("referring")
                .step("customer", context -> {
                    context.put(COUNT, 2);
                    context.put(OFTEN, Mail.Often.EVERY_WEEK);
                    return StepResult.done("", Map.of("email", List.of("ada@example.org"), "pause", "90s"));
                })
                .step(
                        "thank",
                        "mail.send",
                        s -> s.with("to", Reference.of("customer.email[0]"))
                                .with(Map.of(
                                        "times", Map.of("from", "count"), "pause", Map.of("from", "customer.pause")))
                                .with("often", Reference.of("often")))
                .step("change", context -> {
                    context.put(COUNT, 3);
                    return StepResult.done();
                })
                .step("again", "mail.send", s -> s.with("to", "bob").with("times", Reference.of("count")))
                .build();

        run(mode, pipeline, Inputs.none());

        assertThat(seen)
                .containsExactly(
                        new Mail("ada@example.org", 2, Optional.of(Duration.ofSeconds(90)), Mail.Often.EVERY_WEEK),
                        new Mail("bob", 3, Optional.empty(), Mail.Often.DAILY));
    }

    @ParameterizedTest
    @EnumSource
    void anItemOfAListIsReferredToWhileItIsAtWork(Mode mode) {
        Pipeline pipeline = Pipeline.named("each")
                .step(
                        "customers",
                        context -> StepResult.done("", List.of(Map.of("to", "a"), Map.of("to", "b", "x", 1))))
                .forEach(
                        "send",
                        "customers",
                        CUSTOMER,
                        body -> body.step("thank", "mail.send", s -> s.with("to", Reference.of("customer.to"))))
                .build();

        run(mode, pipeline, Inputs.none());

        assertThat(seen).extracting(s -> ((Mail) s).to()).containsExactlyInAnyOrder("a", "b");
    }

    /** Data has more in it than a step asks for; a definition does not. */
    @ParameterizedTest
    @EnumSource
    void wholeSettingsAndPartsOfThemMayBeReferredTo(Mode mode) {
        Map<String, Object> page = Map.of("url", "u", "owner", "bob");
        Pipeline pipeline = Pipeline.named("parts")
                .step(
                        "data",
                        context -> StepResult.done(
                                "", Map.of("page", page, "sizes", Map.of("a", 1), "mail", Map.of("to", "eve"))))
                .step(
                        "pages",
                        "pages",
                        s -> s.with("pages", List.of(Map.of("url", "v"), Map.of("from", "data.page")))
                                .with("sizes", Reference.of("data.sizes"))
                                .with("rest", List.of("x", Map.of("from", "data.page.url"))))
                .step("mail", "mail.send", s -> s.with("from", "data.mail"))
                .build();

        run(mode, pipeline, Inputs.none());

        assertThat(seen)
                .containsExactly(
                        new Pages(List.of(new Page("v"), new Page("u")), Map.of("a", 1), List.of("x", "u")),
                        new Mail("eve", 1, Optional.empty(), Mail.Often.DAILY));
    }

    /** What comes from outside cannot make a step look into the run. */
    @ParameterizedTest
    @EnumSource
    void whatAReferenceLeadsToIsNotReadForReferences(Mode mode) {
        Map<String, Object> hostile = Map.of("from", "email");
        Pipeline pipeline = Pipeline.named("hostile")
                .step("data", context -> StepResult.done("", Map.of("text", hostile, "list", List.of(hostile))))
                .step(
                        "look",
                        "tree",
                        s -> s.with("x", Reference.of("data.text")).with("y", Reference.of("data.list")))
                .build();

        run(mode, pipeline, EMAIL.is("ada"));

        assertThat(seen).containsExactly(Map.of("x", hostile, "y", List.of(hostile)));
    }

    /** A recorded run keeps them as texts; on the caller's thread they are what they were. */
    @ParameterizedTest
    @EnumSource
    void valuesThatAreNoTreesAreTheSameInBothKindsOfRun(Mode mode) {
        Path folder = Path.of("a", "b").toAbsolutePath();
        Pipeline pipeline = Pipeline.named("typed")
                .step("put", context -> {
                    context.put(FOLDER, folder);
                    context.put(SITE, URI.create("https://example.org"));
                    context.put(OFTEN, Mail.Often.EVERY_WEEK);
                    return StepResult.done();
                })
                .step(
                        "open",
                        "site",
                        s -> s.with("address", Reference.of("site")).with("folder", Reference.of("folder")))
                .step("mail", "mail.send", s -> s.with("to", Reference.of("often")))
                .build();

        run(mode, pipeline, Inputs.none());

        assertThat(seen)
                .containsExactly(
                        new Site(URI.create("https://example.org"), folder),
                        new Mail("EVERY_WEEK", 1, Optional.empty(), Mail.Often.DAILY));
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceThatLeadsNowhereIsLikeASettingThatIsNotSaid(Mode mode) {
        Pipeline pipeline = Pipeline.named("nowhere")
                .step("data", context -> StepResult.done("", Map.of("to", "ada")))
                .step(
                        "thank",
                        "mail.send",
                        s -> s.with("to", Reference.of("data.to"))
                                .with("times", Reference.of("data.times"))
                                .with("pause", Reference.of("pause")))
                .build();

        run(mode, pipeline, Inputs.none());

        assertThat(seen).containsExactly(new Mail("ada", 1, Optional.empty(), Mail.Often.DAILY));
    }

    @ParameterizedTest
    @EnumSource
    void aCompensationMayReferToItsOwnStep(Mode mode) {
        Pipeline pipeline = Pipeline.named("undone")
                .step(
                        "book",
                        context -> StepResult.done("", Map.of("by", "ada")),
                        s -> s.compensate("mail.send", c -> c.with("to", Reference.of("book.by"))))
                .step("fail", context -> {
                    throw new IllegalStateException("no");
                })
                .build();

        catchThrowableOfType(RunFailedException.class, () -> run(mode, pipeline, Inputs.none()));

        assertThat(seen).containsExactly(new Mail("ada", 1, Optional.empty(), Mail.Often.DAILY));
    }

    private Values run(Mode mode, Pipeline pipeline, Inputs inputs) {
        return mode.run(engine(), pipeline, inputs);
    }
}

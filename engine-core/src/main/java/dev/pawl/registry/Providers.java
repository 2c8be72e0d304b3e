package dev.pawl.registry;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads step types from providers. Each call into one may throw anything; then it is left out, with a sentence in the log and for whoever
 * asks, and the next one is looked at. Confined to one loading.
 */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    /** So often something may be broken before the rest is given up: some errors come again for ever. */
    private static final int MOST = 1_000;

    private static final int MESSAGE = 500;

    private final Function<StepType, Optional<String>> add;
    private final Consumer<String> problems;
    private int broken;

    /**
     * @param add gives the word that is taken already
     * @param problems hears of what is left out
     */
    Providers(Function<StepType, Optional<String>> add, Consumer<String> problems) {
        this.add = add;
        this.problems = problems;
    }

    void load(ServiceLoader<StepProvider> loader) {
        Iterator<ServiceLoader.Provider<StepProvider>> found = loader.stream().iterator();
        while (broken < MOST) {
            ServiceLoader.Provider<StepProvider> provider;
            try {
                if (!found.hasNext()) {
                    return;
                }
                provider = found.next();
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                leftOut("a step provider", e);
                continue;
            }
            load(provider);
        }
        problem("the search for step providers is given up after " + MOST + " that are broken", null);
    }

    private void load(ServiceLoader.Provider<StepProvider> provider) {
        String name = provider.type().getName();
        List<StepType> types;
        try {
            types = List.copyOf(provider.get().stepTypes());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            leftOut("step provider " + name, e);
            return;
        }
        for (StepType type : types) {
            add.apply(type)
                    .ifPresent(word -> problem(
                            "step type '" + type.name() + "' of provider " + name + " is left out: '" + word
                                    + "' is the name of another one already",
                            null));
        }
    }

    private void leftOut(String who, Throwable why) {
        broken++;
        problem(who + " is left out: " + reason(why), why);
    }

    /** What the loader says, and under it what has been thrown, which it does not say. */
    private static String reason(Throwable why) {
        String said = why instanceof ServiceConfigurationError && why.getMessage() != null
                ? why.getMessage().replace(StepProvider.class.getName() + ": ", "")
                : why.toString();
        Throwable cause = why.getCause();
        return Found.shortened(cause == null ? said : said + ", because of " + cause, MESSAGE);
    }

    private void problem(String sentence, Throwable why) {
        problems.accept(sentence);
        LOG.warn("{}", sentence, why);
    }
}

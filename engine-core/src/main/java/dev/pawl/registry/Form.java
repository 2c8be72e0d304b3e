package dev.pawl.registry;

import dev.pawl.pipeline.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a setting has to look like, and what is made of it. Immutable. */
abstract class Form {
    /** As others are told. */
    abstract SettingType type();

    /** A phrase such as {@code a whole number}. */
    abstract String expected();

    /** Makes a value of a tree that is no reference, or tells what is wrong. */
    abstract Object make(Object tree, Spot at, Reading reading);

    /** What a default says; empty when there is no default of this form. */
    Optional<Object> tree(String[] texts) {
        return Optional.empty();
    }

    /**
     * Makes a value of a tree, or of what it leads to if it is a reference. What a reference has led to holds no references: it is data of
     * the run, whatever it looks like.
     *
     * @param orElse the value where the reference leads nowhere
     */
    final Object read(Object tree, Spot at, Reading reading, Optional<Object> orElse) {
        Optional<Reference> reference;
        try {
            reference = at.isReferred() ? Optional.empty() : Reference.read(tree);
        } catch (IllegalArgumentException e) {
            return reading.problem(at, e.getMessage());
        }
        if (reference.isEmpty()) {
            return tree == null ? reading.problem(at, "is null instead of " + expected()) : make(tree, at, reading);
        }
        if (reading.run().isEmpty()) {
            return Reading.NOTHING;
        }
        Optional<Object> value = reading.run().get().at(reference.get());
        if (value.isPresent()) {
            return make(value.get(), at.led(reference.get()), reading);
        }
        return orElse.orElseGet(() -> reading.problem(
                at, "has no value, as there is none at '" + reference.get() + "'; it has to be " + expected()));
    }

    final Object misfit(Object tree, Spot at, Reading reading) {
        return reading.problem(at, "is " + Found.describe(tree, at) + " instead of " + expected());
    }

    /** Any number of one form. */
    static final class ListOf extends Form {
        private final Form element;

        ListOf(Form element) {
            this.element = element;
        }

        @Override
        SettingType type() {
            return new SettingType.ListOf(element.type());
        }

        @Override
        String expected() {
            return "a list";
        }

        @Override
        Object make(Object tree, Spot at, Reading reading) {
            if (!(tree instanceof Collection<?> given)) {
                return misfit(tree, at, reading);
            }
            List<Object> made = new ArrayList<>(given.size());
            int index = 0;
            for (Object each : given) {
                made.add(element.read(each, at.element(index++), reading, Optional.empty()));
            }
            return made.contains(Reading.NOTHING) ? Reading.NOTHING : Collections.unmodifiableList(made);
        }

        @Override
        Optional<Object> tree(String[] texts) {
            List<Object> elements = new ArrayList<>();
            for (String text : texts) {
                element.tree(new String[] {text}).ifPresent(elements::add);
            }
            return elements.size() == texts.length ? Optional.of(List.copyOf(elements)) : Optional.empty();
        }
    }

    /** Values of one form by name. */
    static final class MapOf extends Form {
        private final Form value;

        MapOf(Form value) {
            this.value = value;
        }

        @Override
        SettingType type() {
            return new SettingType.MapOf(value.type());
        }

        @Override
        String expected() {
            return "a map";
        }

        @Override
        Object make(Object tree, Spot at, Reading reading) {
            if (!(tree instanceof Map<?, ?> given)) {
                return misfit(tree, at, reading);
            }
            Map<String, Object> made = new LinkedHashMap<>();
            boolean isWhole = true;
            for (Map.Entry<?, ?> entry : given.entrySet()) {
                String name = String.valueOf(entry.getKey());
                Object one = value.read(entry.getValue(), at.entry(name), reading, Optional.empty());
                isWhole &= one != Reading.NOTHING;
                made.put(name, one);
            }
            return isWhole ? Collections.unmodifiableMap(made) : Reading.NOTHING;
        }
    }

    /** A tree as it is, with what its references lead to. */
    static final class Anything extends Form {
        @Override
        SettingType type() {
            return new SettingType.Anything();
        }

        @Override
        String expected() {
            return "anything";
        }

        @Override
        Object make(Object tree, Spot at, Reading reading) {
            if (at.isReferred()) {
                return tree;
            }
            if (tree instanceof List<?>) {
                return new ListOf(this).make(tree, at, reading);
            }
            return tree instanceof Map<?, ?> ? new MapOf(this).make(tree, at, reading) : tree;
        }
    }
}

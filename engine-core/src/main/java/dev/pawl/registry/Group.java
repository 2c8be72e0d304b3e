package dev.pawl.registry;

import dev.pawl.pipeline.NearestWord;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that make a record: its components by name. Immutable. */
final class Group extends Form {
    private final Class<?> record;
    private final Constructor<?> constructor;
    private final List<Component> components;
    private final List<String> names;

    Group(Class<?> record, Constructor<?> constructor, List<Component> components) {
        this.record = record;
        this.constructor = constructor;
        this.components = List.copyOf(components);
        this.names = components.stream().map(c -> c.info().name()).toList();
    }

    /**
     * A component of the record.
     *
     * @param absent what it is when nothing is said; empty when it has to be said
     */
    record Component(SettingInfo info, Form form, boolean isOptional, Optional<Object> absent) {}

    List<SettingInfo> settings() {
        return components.stream().map(Component::info).toList();
    }

    @Override
    SettingType type() {
        return new SettingType.Group(settings());
    }

    @Override
    String expected() {
        return "a map with " + names;
    }

    /** Names that nobody knows are a mistake in a definition; in data of the run they are for somebody else. */
    @Override
    Object make(Object tree, Spot at, Reading reading) {
        if (record.isInstance(tree)) {
            return tree;
        }
        if (!(tree instanceof Map<?, ?> given)) {
            return misfit(tree, at, reading);
        }
        if (!at.isReferred()) {
            for (Object name : given.keySet()) {
                if (!names.contains(name)) {
                    unknown(String.valueOf(name), at, reading);
                }
            }
        }
        Object[] values = new Object[components.size()];
        boolean isWhole = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components.get(i), given, at, reading);
            isWhole &= values[i] != Reading.NOTHING;
        }
        return isWhole ? make(values, at, reading) : Reading.NOTHING;
    }

    private void unknown(String name, Spot at, Reading reading) {
        String otherwise = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
        reading.problem(at.inside(name), "is not known" + NearestWord.hint(name, names, otherwise));
    }

    private static Object value(Component component, Map<?, ?> given, Spot at, Reading reading) {
        SettingInfo info = component.info();
        Spot inside = at.inside(info.name());
        Object tree = given.get(info.name());
        if (tree == null) {
            return component.absent().orElseGet(() -> reading.problem(inside, missing(component)));
        }
        Object value = component.form().read(tree, inside, reading, component.absent());
        boolean isBare = component.isOptional() && !(value instanceof Optional) && value != Reading.NOTHING;
        return isBare ? Optional.of(value) : value;
    }

    private static String missing(Component component) {
        String about = component.info().description();
        return "is missing; give " + component.form().expected() + (about.isEmpty() ? "" : ": " + about);
    }

    private Object make(Object[] values, Spot at, Reading reading) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception refusal) {
                return reading.refused(at, record, refusal);
            }
            throw (Error) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " cannot be made, though it could be before", e);
        }
    }
}

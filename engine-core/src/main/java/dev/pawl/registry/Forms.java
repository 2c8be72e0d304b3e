package dev.pawl.registry;

import dev.pawl.pipeline.Reference;
import dev.pawl.registry.Group.Component;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what the settings of a record look like; refuses what no definition can say. Confined to one record. */
final class Forms {
    private static final String SAYABLE =
            "use String, int, long, double, boolean, BigDecimal, an enum, Duration, Instant, Path, URI,"
                    + " a record, List, Map with String keys, Optional, or Object for anything";

    private final String stepType;
    private final Deque<Class<?>> around = new ArrayDeque<>();

    private Forms(String stepType) {
        this.stepType = stepType;
    }

    /** @throws IllegalArgumentException when no settings can be made into this record, with advice */
    static Group of(String stepType, Class<? extends Record> settings) {
        return new Forms(stepType).group(settings);
    }

    private Group group(Class<?> record) {
        if (around.contains(record)) {
            throw refused(record, "contains itself", "use Object for what may be nested to any depth");
        }
        around.push(record);
        List<Component> components = Arrays.stream(record.getRecordComponents())
                .map(c -> component(record, c))
                .toList();
        around.pop();
        return new Group(record, constructor(record), components);
    }

    private Constructor<?> constructor(Class<?> record) {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor;
        try {
            constructor = record.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(record + " has no canonical constructor", e);
        }
        if (!constructor.trySetAccessible()) {
            throw refused(
                    record,
                    "cannot be reached",
                    "make it public in a package that its module exports, or say 'opens " + record.getPackageName()
                            + " to dev.pawl.core;' in its module-info");
        }
        return constructor;
    }

    private Component component(Class<?> record, RecordComponent component) {
        String name = component.getName();
        if (name.equals(Reference.FROM)) {
            throw refused(
                    record,
                    "has a component 'from', which alone would be taken for a reference",
                    "give it another name, such as 'sender'");
        }
        Type type = component.getGenericType();
        boolean isOptional = component.getType() == Optional.class;
        Type bare = isOptional && type instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : type;
        Form form = form(record, name, bare);
        Setting setting = component.getAnnotation(Setting.class);
        String about = setting == null ? "" : setting.value();
        String[] orElse = setting == null ? new String[0] : setting.orElse();
        if (orElse.length == 0) {
            Optional<Object> absent = isOptional ? Optional.of(Optional.empty()) : Optional.empty();
            SettingInfo info = new SettingInfo(name, form.type(), about, !isOptional, Optional.empty());
            return new Component(info, form, isOptional, absent);
        }
        if (isOptional) {
            throw refused(
                    record, "has the component '" + name + "', which is Optional and has a default", "say either");
        }
        Object tree = form.tree(orElse)
                .orElseThrow(() -> refused(
                        record,
                        "has the component '" + name + "' with a default, which is "
                                + (orElse.length > 1 ? "more than one text" : "no text that it can be made of"),
                        "take the default away, or make it Optional"));
        Reading reading = Reading.withoutRun();
        Object value = form.read(tree, Spot.ALL.inside(name), reading, Optional.empty());
        if (!reading.problems().isEmpty()) {
            throw refused(
                    record,
                    "has a wrong default: " + reading.problems().get(0),
                    "write it as it would stand in a definition");
        }
        SettingInfo info = new SettingInfo(name, form.type(), about, false, Optional.of(tree));
        return new Component(info, form, false, Optional.of(value));
    }

    private Form form(Class<?> record, String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Form.ListOf(form(record, name, arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new Form.MapOf(form(record, name, arguments[1]));
            }
        }
        if (type instanceof WildcardType wild) {
            return form(record, name, wild.getUpperBounds()[0]);
        }
        if (type == Object.class) {
            return new Form.Anything();
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return choice(record, plain);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return group(plain);
        }
        if (type instanceof Class<?> plain) {
            Optional<Form> scalar =
                    Scalar.of(MethodType.methodType(plain).wrap().returnType());
            if (scalar.isPresent()) {
                return scalar.get();
            }
        }
        throw refused(record, "has the component '" + name + "' of the type " + type.getTypeName(), SAYABLE);
    }

    private Form choice(Class<?> record, Class<?> constants) {
        try {
            return new OneOf(constants);
        } catch (IllegalArgumentException e) {
            throw refused(record, "has a choice that is not clear", e.getMessage());
        }
    }

    private IllegalArgumentException refused(Class<?> record, String why, String advice) {
        return new IllegalArgumentException("step type '" + stepType + "' cannot have settings of "
                + record.getSimpleName() + ": it " + why + "; " + advice);
    }
}

package dev.pawl.definition;

import dev.pawl.registry.SettingInfo;
import dev.pawl.registry.SettingType;
import dev.pawl.registry.StepType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a schema says of step types and of their settings. Stateless. */
final class TypeSchema {
    private TypeSchema() {}

    /** Makes the steps of these definitions use these types, with their settings. */
    static void add(List<StepType> types, Map<String, Object> definitions) {
        List<Object> words = new ArrayList<>();
        List<Object> choices = new ArrayList<>();
        for (StepType type : types) {
            List<String> all = new ArrayList<>(List.of(type.name()));
            all.addAll(type.aliases());
            words.addAll(all);
            String settings = "settings of " + type.name();
            definitions.put(settings, settings(type));
            boolean needed = type.settings().stream().anyMatch(SettingInfo::required);
            Map<String, Object> with =
                    Tree.of("properties", Tree.of("with", Tree.of("$ref", "#/$defs/" + settings.replace(" ", "%20"))));
            choices.add(Tree.of(
                    "if",
                    Tree.of("properties", Tree.of("uses", Tree.of("enum", all)), "required", List.of("uses")),
                    "then",
                    needed ? Tree.of("properties", with.get("properties"), "required", List.of("with")) : with));
        }
        for (Form form : List.of(StepFormat.STEP, StepFormat.ALTERNATIVE)) {
            definitions.put(form.name(), step((Map<?, ?>) definitions.get(form.name()), types, words, choices));
        }
    }

    private static Map<String, Object> step(
            Map<?, ?> plain, List<StepType> types, List<Object> words, List<Object> choices) {
        Map<String, Object> step = new LinkedHashMap<>();
        plain.forEach((name, value) -> step.put((String) name, value));
        Map<String, Object> properties = new LinkedHashMap<>();
        ((Map<?, ?>) plain.get("properties")).forEach((name, value) -> properties.put((String) name, value));
        properties.put("uses", uses(types, words));
        step.put("properties", properties);
        if (!choices.isEmpty()) {
            step.put("allOf", choices);
        }
        return step;
    }

    /** One for each type, so that editors show its sentence beside its name. */
    private static Map<String, Object> uses(List<StepType> types, List<Object> words) {
        List<Object> each = new ArrayList<>();
        for (StepType type : types) {
            each.add(Tree.of("const", type.name(), "description", describe(type)));
            type.aliases()
                    .forEach(alias -> each.add(Tree.of(
                            "const",
                            alias,
                            "description",
                            "Another name of " + type.name() + ".",
                            "deprecated",
                            true)));
        }
        return each.isEmpty()
                ? Tree.of("description", "No step type is registered.", "not", Tree.of())
                : Tree.of("description", "The step type that does the work.", "enum", words, "anyOf", each);
    }

    private static String describe(StepType type) {
        return type.description().isEmpty() ? "The step type " + type.name() + "." : type.description();
    }

    private static Map<String, Object> settings(StepType type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", describe(type));
        if (type.isOpen()) {
            schema.put("type", "object");
            schema.put("additionalProperties", Tree.of("$ref", "#/$defs/value"));
        } else {
            schema.putAll(group(type.settings()));
        }
        return schema;
    }

    private static Map<String, Object> group(List<SettingInfo> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (SettingInfo setting : settings) {
            Map<String, Object> property = new LinkedHashMap<>();
            if (!setting.description().isEmpty()) {
                property.put("description", setting.description());
            }
            setting.orElse().ifPresent(value -> property.put("default", value));
            property.putAll(orReference(setting.type()));
            properties.put(setting.name(), property);
            if (setting.required()) {
                required.add(setting.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A reference may stand in the place of every value. */
    private static Map<String, Object> orReference(SettingType type) {
        Map<String, Object> own = schema(type);
        return type instanceof SettingType.Anything
                ? own
                : Tree.of("anyOf", List.of(own, Tree.of("$ref", "#/$defs/reference")));
    }

    private static Map<String, Object> schema(SettingType type) {
        if (type instanceof SettingType.Text) {
            return Tree.of("type", "string");
        } else if (type instanceof SettingType.Whole) {
            return Tree.of("type", "integer");
        } else if (type instanceof SettingType.Decimal) {
            return Tree.of("type", "number");
        } else if (type instanceof SettingType.Flag) {
            return Tree.of("type", "boolean");
        } else if (type instanceof SettingType.Time) {
            return Type.DURATION.schema();
        } else if (type instanceof SettingType.Choice choice) {
            return Tree.of("enum", choice.words());
        } else if (type instanceof SettingType.ListOf list) {
            return Tree.of("type", "array", "items", orReference(list.element()));
        } else if (type instanceof SettingType.MapOf map) {
            return Tree.of("type", "object", "additionalProperties", orReference(map.value()));
        } else if (type instanceof SettingType.Group group) {
            return group(group.settings());
        } else {
            return Tree.of("$ref", "#/$defs/value");
        }
    }
}

package dev.pawl.definition;

import java.util.ArrayList;
import java.util.List;

/** The fields of one kind of object, as the documentation shows them. Stateless. */
final class FieldTable {
    private FieldTable() {}

    static List<String> of(Form form) {
        List<String> lines =
                new ArrayList<>(List.of("| field | value | default | meaning |", "| --- | --- | --- | --- |"));
        for (Field<?> field : form.fields()) {
            lines.add("| `" + field.name() + "` | " + field.type().words() + " | "
                    + (field.required() ? "*required*" : field.orElse()) + " | " + field.says() + " |");
        }
        return lines;
    }
}

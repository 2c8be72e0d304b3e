package dev.pawl.definition;

import java.util.List;

/**
 * One kind of object in a definition, with all the fields that it may have. Immutable.
 *
 * @param name the word for it in the schema and in the documentation
 * @param says what it is, for people
 */
record Form(String name, String says, List<Field<?>> fields) {
    Form {
        fields = List.copyOf(fields);
    }

    static Form of(String name, String says, Field<?>... fields) {
        return new Form(name, says, List.of(fields));
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }
}

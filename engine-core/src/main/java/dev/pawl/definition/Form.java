package dev.pawl.definition;

import java.util.Arrays;
import java.util.List;

/**
 * One kind of object in a definition, with all the fields that it may have. Immutable.
 *
 * @param name the word for it in the schema
 * @param title what people call it
 * @param says what it is, for people
 * @param names those of its fields
 */
record Form(String name, String title, String says, List<Field<?>> fields, List<String> names) {
    Form {
        fields = List.copyOf(fields);
        names = List.copyOf(names);
    }

    static Form of(String name, String title, String says, Field<?>... fields) {
        return new Form(
                name,
                title,
                says,
                List.of(fields),
                Arrays.stream(fields).map(Field::name).toList());
    }
}

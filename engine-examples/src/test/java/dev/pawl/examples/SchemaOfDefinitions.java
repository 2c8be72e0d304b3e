package dev.pawl.examples;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Holds texts against a JSON Schema, by a validator that knows nothing of pipelines. Immutable. */
final class SchemaOfDefinitions {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    private SchemaOfDefinitions(Schema schema) {
        this.schema = schema;
    }

    static SchemaOfDefinitions of(String text) {
        return new SchemaOfDefinitions(REGISTRY.getSchema(text, InputFormat.JSON));
    }

    /** The schema of schemas. */
    static SchemaOfDefinitions ofSchemas() {
        return new SchemaOfDefinitions(
                REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId())));
    }

    List<String> complaints(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}

package io.telltale.schemas.serde;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema ids of one serializer or deserializer: those of its process, or ids of its own. */
final class ConfiguredSchemaIds {

    private @Nullable SchemaIds ids;
    private boolean own;

    void configure(Map<String, ?> properties) {
        own = !(properties.get(SchemaIds.SHARED) instanceof SchemaIds);
        ids = SchemaIds.sharedOr(properties);
    }

    SchemaIds get() {
        return requireNonNull(ids, "not configured");
    }

    /** Closes ids of its own; those of the process stay open. */
    void close() {
        if (own && ids != null) {
            ids.close();
        }
    }
}

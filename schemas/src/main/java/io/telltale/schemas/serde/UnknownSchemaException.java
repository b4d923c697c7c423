package io.telltale.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry does not know a schema or an id. A retry helps only after it is registered. */
public final class UnknownSchemaException extends SerializationException {

    UnknownSchemaException(String message) {
        super(message);
    }
}

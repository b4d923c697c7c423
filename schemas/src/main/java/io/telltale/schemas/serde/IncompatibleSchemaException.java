package io.telltale.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry refuses a schema because it breaks the subject's compatibility rule. */
public final class IncompatibleSchemaException extends SerializationException {

    IncompatibleSchemaException(String message) {
        super(message);
    }
}

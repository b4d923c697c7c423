package io.telltale.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * An id that records were written under names another schema in the registry now. Nothing is read
 * or written under it; a retry helps only after the registry was set right.
 */
public final class SchemaIdConflictException extends SerializationException {

    SchemaIdConflictException(String message) {
        super(message);
    }
}

package io.telltale.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry does not accept our credentials. A retry does not help. */
public final class RegistryUnauthorizedException extends SerializationException {

    RegistryUnauthorizedException(String message) {
        super(message);
    }
}

package io.telltale.schemas.serde;

import io.telltale.schemas.failure.Causes;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Why the bytes of a record could not be deserialized, for any deserializer. */
public enum DeserializationFault {
    /** Its bytes are no record of the wanted kind. */
    UNDECODABLE,
    /** The registry does not have the schema. */
    UNKNOWN_SCHEMA;

    /** The end of the message of Confluent's registry client. */
    private static final Pattern NO_SUCH_SCHEMA = Pattern.compile("error code: 4040[1-3]$");

    private static final Pattern OF_THE_NET =
            Pattern.compile("(java\\.net|java\\.nio\\.channels|javax\\.net)\\..*");

    /**
     * The fault of the record, or empty when the record has none that is known: the registry is
     * away, refuses us or has the id for another schema, and a later try may read it.
     */
    public static Optional<DeserializationFault> of(RuntimeException failure) {
        if (failure instanceof KafkaException && !(failure instanceof SerializationException)) {
            return Optional.empty();
        }
        for (var cause : Causes.of(failure).toList()) {
            if (cause instanceof UnknownSchemaException) {
                return Optional.of(UNKNOWN_SCHEMA);
            }
            if (cause.getClass().getSimpleName().equals("RestClientException")) {
                return isUnknown(cause.getMessage())
                        ? Optional.of(UNKNOWN_SCHEMA)
                        : Optional.empty();
            }
            if (isOfTheRegistry(cause)) {
                return Optional.empty();
            }
        }
        return Optional.of(UNDECODABLE);
    }

    private static boolean isUnknown(@Nullable String message) {
        return message != null && NO_SUCH_SCHEMA.matcher(message).find();
    }

    private static boolean isOfTheRegistry(Throwable cause) {
        return cause instanceof RegistryUnavailableException
                || cause instanceof RegistryUnauthorizedException
                || cause instanceof SchemaIdConflictException
                || cause instanceof InterruptedIOException
                || OF_THE_NET.matcher(cause.getClass().getName()).matches();
    }
}

package io.telltale.schemas.publish;

import io.telltale.schemas.failure.Causes;
import org.apache.kafka.common.errors.InvalidTimestampException;

/**
 * Names this host's clock where brokers refuse records for their time. We stamp records with our
 * own clock, and brokers take none that lies more than {@code message.timestamp.after.max.ms} (one
 * hour unless set) ahead of theirs; every retry fails in the same way until the clock is set.
 */
public final class RejectedTimestamp {

    private static final String CLOCK =
            "the brokers refuse the time of the records: this host's clock is far from the brokers'";

    private RejectedTimestamp() {}

    /** What went wrong, where it is the clock; otherwise {@code message}. */
    public static String orElse(String message, Throwable failure) {
        return isCauseOf(failure) ? CLOCK : message;
    }

    /** Whether a failure comes from that. */
    public static boolean isCauseOf(Throwable failure) {
        return Causes.has(failure, InvalidTimestampException.class);
    }
}

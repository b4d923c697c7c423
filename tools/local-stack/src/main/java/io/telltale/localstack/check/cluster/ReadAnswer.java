package io.telltale.localstack.check.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last answer to a read: of the first instance that answers it, or of the last that was asked.
 *
 * @param sentAt when the first instance was asked
 * @param answeredAt when the last answer came, or was given up
 * @param instance which one it came from, from 0
 * @param status 0 where no instance answered
 * @param asOf time up to which everything is in it; null where the answer has none
 */
record ReadAnswer(
        Read read,
        Instant sentAt,
        Instant answeredAt,
        int instance,
        int status,
        @Nullable Instant asOf,
        String role,
        String body) {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    boolean isFound() {
        return status == OK;
    }

    /** Whether it is an answer at all; others are 503, or none. */
    boolean isAnswered() {
        return isFound() || status == NOT_FOUND;
    }

    /** For people; bodies have message texts. */
    @Override
    public String toString() {
        return "%s of %s, %d from instance %d (%s) as of %s, sent %s, answered %s"
                .formatted(
                        read.kind(),
                        read.subject(),
                        status,
                        instance + 1,
                        role,
                        asOf,
                        sentAt,
                        answeredAt);
    }
}

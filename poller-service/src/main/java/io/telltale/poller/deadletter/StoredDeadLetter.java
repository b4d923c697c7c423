package io.telltale.poller.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its content.
 *
 * @param id its position
 * @param at when it was written, by our clock
 * @param part of Telltale that wrote it
 * @param source a task id, a callback's path, or a topic on the brokers
 * @param reason code in upper case
 * @param detail what was expected and what came
 * @param position within the source
 * @param key bytes of the original key, or null
 * @param bytes size of the stored value
 * @param isCut whether the original value was larger
 * @param redriveOf id of the letter whose redrive failed and led to this one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only shown
record StoredDeadLetter(
        DeadLetterId id,
        Instant at,
        String part,
        String source,
        String reason,
        String detail,
        String position,
        byte @Nullable [] key,
        int bytes,
        boolean isCut,
        Optional<String> redriveOf) {

    private static final Pattern OF_RECORD = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

    /**
     * Position of the original record.
     *
     * @param topic on the brokers
     * @param partition there
     * @param offset there
     */
    record Origin(String topic, int partition, long offset) {}

    /** Position of the original record; empty when the letter holds a provider's data. */
    Optional<Origin> origin() {
        var parts = OF_RECORD.matcher(position);
        return parts.matches() && parts.group(1).equals(source)
                ? Optional.of(
                        new Origin(
                                source,
                                Integer.parseInt(parts.group(2)),
                                Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** The poll task that reads the same from the provider again; empty when no poll read it. */
    Optional<String> task() {
        return part.equals("poller-service") ? Optional.of(source) : Optional.empty();
    }
}

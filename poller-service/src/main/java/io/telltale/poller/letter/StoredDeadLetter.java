package io.telltale.poller.letter;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its content.
 *
 * @param id where it lies
 * @param at when it was written, by our clock
 * @param part of Telltale that wrote it
 * @param source a task id, a callback's path, or a topic on the brokers
 * @param reason code in upper case
 * @param detail what was expected and what came
 * @param position where in the source
 * @param key its bytes, or null
 * @param bytes how many its value has as it lies here
 * @param isCut whether there were more
 * @param redriveOf id of the letter that was redriven and came to this one, where it was so
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only shown
public record StoredDeadLetter(
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
     * Where a record stood.
     *
     * @param topic on the brokers
     * @param partition there
     * @param offset there
     */
    public record Origin(String topic, int partition, long offset) {}

    /** Where the record stood; empty where it is no record of a topic but a provider's. */
    public Optional<Origin> origin() {
        var parts = OF_RECORD.matcher(position);
        return parts.matches() && parts.group(1).equals(source)
                ? Optional.of(
                        new Origin(
                                source,
                                Integer.parseInt(parts.group(2)),
                                Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** The task that reads the same from the provider again, for what a poll read. */
    public Optional<String> task() {
        return part.equals("poller-service") ? Optional.of(source) : Optional.empty();
    }
}

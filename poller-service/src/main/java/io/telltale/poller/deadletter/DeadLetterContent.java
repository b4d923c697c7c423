package io.telltale.poller.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.publish.DeadLetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with its content.
 *
 * @param letter what its headers say
 * @param value its bytes, or null for a tombstone
 * @param headers all of them; those of the original record have a prefix
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only shown and sent
record DeadLetterContent(StoredDeadLetter letter, byte @Nullable [] value, Headers headers) {

    private static final String PARTS = "/telltale/";

    static DeadLetterContent of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        var source = text(headers, "ce_source").orElse("");
        return new DeadLetterContent(
                new StoredDeadLetter(
                        new DeadLetterId(record.partition(), record.offset()),
                        Instant.ofEpochMilli(record.timestamp()),
                        source.startsWith(PARTS) ? source.substring(PARTS.length()) : source,
                        text(headers, DeadLetterHeaders.SOURCE).orElse(""),
                        text(headers, DeadLetterHeaders.REASON).orElse("UNKNOWN"),
                        text(headers, DeadLetterHeaders.DETAIL).orElse(""),
                        text(headers, DeadLetterHeaders.POSITION).orElse(""),
                        record.key(),
                        record.value() == null ? 0 : record.value().length,
                        headers.lastHeader(DeadLetterHeaders.CUT) != null,
                        text(headers, DeadLetterHeaders.ORIGINAL + DeadLetterHeaders.REDRIVE)),
                record.value(),
                headers);
    }

    /** The last header of this name as text; empty when there is none. */
    static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(header -> header.value())
                .map(bytes -> new String(bytes, UTF_8));
    }
}

package io.telltale.poller.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.publish.LetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with its content.
 *
 * @param letter what is told of it
 * @param value its bytes, or null where the record had none
 * @param headers all of them, those of the record itself under their prefix
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only shown and sent
public record KeptLetter(Letter letter, byte @Nullable [] value, Headers headers) {

    private static final String PARTS = "/telltale/";

    static KeptLetter of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        var source = text(headers, "ce_source").orElse("");
        return new KeptLetter(
                new Letter(
                        new LetterId(record.partition(), record.offset()),
                        Instant.ofEpochMilli(record.timestamp()),
                        source.startsWith(PARTS) ? source.substring(PARTS.length()) : source,
                        text(headers, LetterHeaders.SOURCE).orElse(""),
                        text(headers, LetterHeaders.REASON).orElse("UNKNOWN"),
                        text(headers, LetterHeaders.DETAIL).orElse(""),
                        text(headers, LetterHeaders.POSITION).orElse(""),
                        record.key(),
                        record.value() == null ? 0 : record.value().length,
                        headers.lastHeader(LetterHeaders.CUT) != null,
                        text(headers, LetterHeaders.ORIGINAL + LetterHeaders.REDRIVE)),
                record.value(),
                headers);
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(header -> header.value())
                .map(bytes -> new String(bytes, UTF_8));
    }
}

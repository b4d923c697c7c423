package io.telltale.schemas.publish;

import io.telltale.schemas.event.EventId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;

/**
 * Something of a provider that came in and could not be used, kept with its bytes so that nothing
 * is lost but what is over 512 KiB: a larger record could be more than the brokers take, and would
 * end the transaction it is part of each time anew.
 *
 * @param key the original key, or what identifies where it came from
 * @param bytes the original bytes, whole, with credentials masked
 * @param part of Telltale that could not use it
 * @param source where it came from: of a poll the id of its task, which can be asked again; of a
 *     callback its path, which names account and service
 * @param reason code in upper case, such as {@code BAD_ROW}; never text of an exception
 * @param detail what was expected and what came, without content of messages and without secrets
 * @param position where in the source: cursor and row number, or partition and offset
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent
public record DeadLetter(
        String key,
        byte[] bytes,
        String part,
        String source,
        String reason,
        String detail,
        String position) {

    private static final int LARGEST = 512 * 1024;

    /** The same for the same bytes at the same place; other content there is another letter. */
    String id() {
        // one character per byte, so that no two contents become the same text
        var content = new String(bytes, StandardCharsets.ISO_8859_1);
        return EventId.of(source, reason, position, content);
    }

    /** What is sent of the bytes. */
    byte[] kept() {
        return isCut() ? Arrays.copyOf(bytes, LARGEST) : bytes;
    }

    private boolean isCut() {
        return bytes.length > LARGEST;
    }

    void addTo(Headers headers) {
        headers.remove("content-type");
        add(headers, "content-type", "application/octet-stream");
        add(headers, DeadLetterHeaders.SOURCE, source);
        add(headers, DeadLetterHeaders.REASON, reason);
        add(headers, DeadLetterHeaders.DETAIL, fullDetail());
        add(headers, DeadLetterHeaders.POSITION, position);
        if (isCut()) {
            add(headers, DeadLetterHeaders.CUT, Integer.toString(bytes.length));
        }
    }

    private String fullDetail() {
        return isCut() ? "%s; cut from %d bytes".formatted(detail, bytes.length) : detail;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

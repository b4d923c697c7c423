package io.telltale.schemas.publish;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * Something that came in and could not be used, kept with its bytes so that nothing is lost.
 *
 * @param key the original key, or what identifies where it came from
 * @param bytes the original bytes, with credentials masked
 * @param part of Telltale that could not use it
 * @param source where it came from, such as a provider's path or a topic
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

    void addTo(Headers headers) {
        headers.remove("content-type");
        add(headers, "content-type", "application/octet-stream");
        add(headers, "telltale_source", source);
        add(headers, "telltale_reason", reason);
        add(headers, "telltale_detail", detail);
        add(headers, "telltale_position", position);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

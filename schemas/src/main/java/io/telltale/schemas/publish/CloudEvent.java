package io.telltale.schemas.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a record, as CloudEvents 1.0 in Kafka's binary mode.
 *
 * @param id the same on a repeat of the same record
 * @param source {@code /provider/account} or {@code /telltale/part}
 * @param type reverse domain and topic
 * @param subject the record's key
 * @param time when it happened, by the provider's clock where it tells one
 * @param trace what else came at the same time
 */
public record CloudEvent(
        String id, String source, String type, String subject, Instant time, TraceParent trace) {

    /** The headers in a fixed order. */
    public Headers headers() {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_source", source);
        add(headers, "ce_type", type);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/avro");
        add(headers, "traceparent", trace.value());
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

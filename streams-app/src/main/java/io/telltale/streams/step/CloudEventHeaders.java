package io.telltale.streams.step;

import io.telltale.schemas.publish.CloudEvent;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents headers of derived records. The trace of what caused a record goes on in it. */
public final class CloudEventHeaders {

    private CloudEventHeaders() {}

    /**
     * New headers.
     *
     * @param id the same when the same record is made again after a crash
     * @param at our time of the record's content
     * @param cause headers of the record that led to it; none of them but the trace is kept
     */
    public static Headers of(Topic<?> topic, String id, String key, Instant at, Headers cause) {
        return new CloudEvent(id, "/telltale/streams", topic.eventType(), key, at, trace(cause))
                .headers();
    }

    private static TraceParent trace(Headers cause) {
        var trace = traceOf(cause);
        return trace == null ? TraceParent.fresh() : new TraceParent(trace);
    }

    /** W3C traceparent of a record; null where it has none. */
    public static @Nullable String traceOf(Headers headers) {
        var header = headers.lastHeader("traceparent");
        var trace = header == null ? null : header.value(); // Kafka lets a header have none
        return trace == null ? null : new String(trace, StandardCharsets.UTF_8);
    }
}

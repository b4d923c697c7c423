package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.streams.live.EventEncoder;
import io.telltale.streams.live.TimelinePosition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of server-sent events. Each has an id, a comment too: an EventSource keeps the last one
 * and goes on after it.
 */
@Singleton
final class ServerSentEvents implements EventEncoder {

    /** Asks to come again 2 s after the stream ends. */
    static final String RETRY = "retry: 2000\n\n";

    private final JsonMapper mapper;
    private final Payloads payloads;

    ServerSentEvents(JsonMapper mapper, Payloads payloads) {
        this.mapper = mapper;
        this.payloads = payloads;
    }

    /**
     * The device that a ref belongs to from now on.
     *
     * @param deviceKey its key
     */
    @Serdeable
    record DeviceKey(String deviceKey) {}

    @Override
    public byte[] begin(TimelinePosition position) {
        return (RETRY + ":\n" + id(position) + "\n").getBytes(UTF_8);
    }

    @Override
    public byte[] comment(TimelinePosition position) {
        return (":\n" + id(position) + "\n").getBytes(UTF_8);
    }

    @Override
    public byte[] gap(TimelinePosition position) {
        return event(position, "gap", "{}");
    }

    @Override
    public byte[] device(TimelinePosition position, String deviceKey) {
        return event(position, "device", json(new DeviceKey(deviceKey)));
    }

    @Override
    public byte[] timeline(TimelinePosition position, TimelineEntry entry) {
        return event(position, "timeline", json(TimelineEntryJson.of(entry, payloads)));
    }

    private static byte[] event(TimelinePosition position, String name, String data) {
        return "%sevent: %s\ndata: %s\n\n".formatted(id(position), name, data).getBytes(UTF_8);
    }

    private static String id(TimelinePosition position) {
        return "id: " + position + "\n";
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

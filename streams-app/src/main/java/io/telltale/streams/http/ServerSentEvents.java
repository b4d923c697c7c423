package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.streams.query.LiveTimelines.Published;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** The bytes of server-sent events. */
@Singleton
final class ServerSentEvents {

    /** Asks to come again 2 s after the stream ends. */
    static final byte[] BEGIN = "retry: 2000\n\n".getBytes(UTF_8);

    /** Keeps the connection open. */
    static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

    /** Entries that were asked for are no longer kept. */
    static final byte[] GAP = "event: gap\ndata: {}\n\n".getBytes(UTF_8);

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

    byte[] device(String deviceKey) {
        return "event: device\ndata: %s\n\n"
                .formatted(json(new DeviceKey(deviceKey)))
                .getBytes(UTF_8);
    }

    byte[] timeline(List<Published> entries) {
        return entries.stream().map(this::timeline).collect(Collectors.joining()).getBytes(UTF_8);
    }

    private String timeline(Published published) {
        return "id: %s\nevent: timeline\ndata: %s\n\n"
                .formatted(
                        published.position(),
                        json(TimelineEntryJson.of(published.entry(), payloads)));
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.telltale.simulator.scenario.sms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.scenario.DeviceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message from a device as ThingSpace's queue has it.
 *
 * @param deviceIds one or more ids of one device
 * @param message written by {@link RawBytes}
 * @param timestamp when ThingSpace received it: text, offset with colon, or oddly written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueMessage(List<DeviceId> deviceIds, String message, @Nullable JsonNode timestamp) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final ZoneOffset PACIFIC = ZoneOffset.ofHours(-8);

    public QueueMessage {
        deviceIds = List.copyOf(deviceIds);
    }

    /** A message in the form of the pages' examples. */
    static QueueMessage of(List<DeviceId> deviceIds, String message, Instant received) {
        var time = TIME.format(received.truncatedTo(ChronoUnit.SECONDS).atOffset(PACIFIC));
        return new QueueMessage(deviceIds, message, TextNode.valueOf(time));
    }
}

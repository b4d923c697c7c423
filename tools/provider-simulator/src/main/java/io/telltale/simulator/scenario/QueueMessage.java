package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message from a device as ThingSpace's queue has it.
 *
 * @param deviceIds one or more ids of one device
 * @param message written by {@link io.telltale.simulator.json.RawBytes}
 * @param timestamp when ThingSpace received it: text, offset with colon, but where it is odd
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueMessage(List<DeviceId> deviceIds, String message, @Nullable JsonNode timestamp) {

    /** A message as the pages' examples have it. */
    static QueueMessage of(List<DeviceId> deviceIds, String message, String timestamp) {
        return new QueueMessage(deviceIds, message, TextNode.valueOf(timestamp));
    }

    public QueueMessage {
        deviceIds = List.copyOf(deviceIds);
    }
}

package io.telltale.recomputation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows and links of Avro records: of generic ones as a consumer decodes them, and of the generated
 * classes.
 */
public final class AvroRows {

    private static final JsonMapper JSON = new JsonMapper();

    private AvroRows() {}

    /** A reading of a task. */
    public static EventRow.Status status(GenericRecord event) {
        return new EventRow.Status(
                required(event, "eventId"),
                texts(event, "devices"),
                time(event, "occurredAt"),
                requireNonNull(time(event, "observedAt")),
                lowerCase(event, "provider"),
                required(event, "account"),
                required(event, "taskKind"),
                required(event, "taskId"),
                (Long) event.get("reading"),
                required(event, "outcome"),
                required(event, "providerStatus"),
                text(event, "reason"),
                event.get("command") instanceof GenericRecord detail ? command(detail) : null);
    }

    private static JsonNode command(GenericRecord detail) {
        var command = JSON.createObjectNode();
        for (var name :
                List.of("type", "appServiceName", "packageFamilyName", "error", "postBackUri")) {
            command.put(name, text(detail, name));
        }
        command.set("payload", payload(text(detail, "payload")));
        command.set("responsePayload", payload(text(detail, "responsePayload")));
        return command;
    }

    private static JsonNode payload(@Nullable String text) {
        if (text == null) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    /** An SMS as one channel reports it. */
    public static EventRow.Sms sms(GenericRecord event) {
        return new EventRow.Sms(
                required(event, "eventId"),
                texts(event, "devices"),
                time(event, "occurredAt"),
                requireNonNull(time(event, "observedAt")),
                lowerCase(event, "provider"),
                required(event, "account"),
                required(event, "channel"),
                required(event, "direction"),
                text(event, "sender"),
                text(event, "recipient"),
                text(event, "text"),
                text(event, "encoding"),
                text(event, "deliveryStatus"),
                text(event, "providerDeliveryStatus"));
    }

    /** A push to a device or profile. */
    public static EventRow.Push push(GenericRecord event) {
        return new EventRow.Push(
                required(event, "eventId"),
                texts(event, "devices"),
                time(event, "occurredAt"),
                requireNonNull(time(event, "observedAt")),
                lowerCase(event, "provider"),
                required(event, "account"),
                required(event, "campaignId"),
                required(event, "actionId"),
                (Boolean) event.get("failed"),
                text(event, "errorMessage"),
                text(event, "message"));
    }

    /** A link of two refs, whether it is declared or withdrawn. */
    public static DeclaredLink link(GenericRecord link) {
        return new DeclaredLink(
                DeviceRef.sorted(texts(link, "refs").stream().map(DeviceRef::parse).toList()),
                time(link, "validFrom"),
                time(link, "validTo"),
                required(link, "by"),
                requireNonNull(time(link, "declaredAt")));
    }

    private static String lowerCase(GenericRecord event, String field) {
        return required(event, field).toLowerCase(Locale.ROOT);
    }

    /** Empty where there is none. */
    private static String required(GenericRecord event, String field) {
        var value = event.get(field);
        return value == null ? "" : value.toString();
    }

    private static @Nullable String text(GenericRecord event, String field) {
        return event.get(field) == null ? null : required(event, field);
    }

    private static List<String> texts(GenericRecord event, String field) {
        return ((Collection<?>) event.get(field)).stream().map(String::valueOf).toList();
    }

    /** Generic records have milliseconds since 1970. */
    private static @Nullable Instant time(GenericRecord event, String field) {
        return switch (event.get(field)) {
            case null -> null;
            case Instant time -> time;
            case Object millis -> Instant.ofEpochMilli((Long) millis);
        };
    }
}

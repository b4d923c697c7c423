package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.recomputation.DeclaredLink;
import io.telltale.recomputation.EventRow;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of the event topics and of the link topic as what the recomputation takes. That these
 * topics hold every fact once, and what was declared, is compared on its own.
 */
final class EventRows {

    private static final JsonMapper JSON = new JsonMapper();

    private EventRows() {}

    /** Every event once: of records with one id, which lie in one partition, the first counts. */
    static List<EventRow> of(PlainTopicReader topic) {
        var rows = new ArrayList<EventRow>();
        rows.addAll(once(topic, Topics.DEVICE_STATUS.name(), EventRows::status));
        rows.addAll(once(topic, Topics.DEVICE_SMS.name(), EventRows::sms));
        rows.addAll(once(topic, Topics.DEVICE_PUSH_ACTION.name(), EventRows::push));
        return rows;
    }

    private static List<EventRow> once(
            PlainTopicReader topic, String name, Function<GenericRecord, ? extends EventRow> row) {
        Map<String, EventRow> byId = new LinkedHashMap<>();
        for (var event : topic.records(name)) {
            byId.putIfAbsent(PlainTopicReader.text(event, "eventId"), row.apply(event));
        }
        return List.copyOf(byId.values());
    }

    private static EventRow status(GenericRecord event) {
        return new EventRow.Status(
                PlainTopicReader.text(event, "eventId"),
                PlainTopicReader.texts(event, "devices"),
                time(event, "occurredAt"),
                PlainTopicReader.time(event, "observedAt"),
                lowerCase(event, "provider"),
                PlainTopicReader.text(event, "account"),
                PlainTopicReader.text(event, "taskKind"),
                PlainTopicReader.text(event, "taskId"),
                (Long) event.get("reading"),
                PlainTopicReader.text(event, "outcome"),
                PlainTopicReader.text(event, "providerStatus"),
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

    private static EventRow sms(GenericRecord event) {
        return new EventRow.Sms(
                PlainTopicReader.text(event, "eventId"),
                PlainTopicReader.texts(event, "devices"),
                time(event, "occurredAt"),
                PlainTopicReader.time(event, "observedAt"),
                lowerCase(event, "provider"),
                PlainTopicReader.text(event, "account"),
                PlainTopicReader.text(event, "channel"),
                PlainTopicReader.text(event, "direction"),
                text(event, "sender"),
                text(event, "recipient"),
                text(event, "text"),
                text(event, "encoding"),
                text(event, "deliveryStatus"),
                text(event, "providerDeliveryStatus"));
    }

    private static EventRow push(GenericRecord event) {
        return new EventRow.Push(
                PlainTopicReader.text(event, "eventId"),
                PlainTopicReader.texts(event, "devices"),
                time(event, "occurredAt"),
                PlainTopicReader.time(event, "observedAt"),
                lowerCase(event, "provider"),
                PlainTopicReader.text(event, "account"),
                PlainTopicReader.text(event, "campaignId"),
                PlainTopicReader.text(event, "actionId"),
                (Boolean) event.get("failed"),
                text(event, "errorMessage"),
                text(event, "message"));
    }

    /** The last declaration of each pair of refs on the topic. */
    static Map<List<String>, LinkDeclaration> declarations(List<GenericRecord> links) {
        var declarations = new HashMap<List<String>, LinkDeclaration>();
        for (var link : links) {
            var refs = PlainTopicReader.texts(link, "refs");
            var pair = LinkDeclaration.pair(refs.getFirst(), refs.getLast());
            var holds = PlainTopicReader.text(link, "state").equals("DECLARED");
            declarations.put(
                    pair,
                    new LinkDeclaration(
                            pair,
                            holds,
                            holds ? time(link, "validFrom") : null,
                            holds ? time(link, "validTo") : null,
                            PlainTopicReader.text(link, "by")));
        }
        return declarations;
    }

    /** The links that are declared and not withdrawn. */
    static List<DeclaredLink> links(List<GenericRecord> links) {
        var last = new LinkedHashMap<List<String>, GenericRecord>();
        links.forEach(link -> last.put(PlainTopicReader.texts(link, "refs"), link));
        return last.values().stream()
                .filter(link -> PlainTopicReader.text(link, "state").equals("DECLARED"))
                .map(link ->
                        new DeclaredLink(
                                DeviceRef.sorted(
                                        PlainTopicReader.texts(link, "refs").stream()
                                                .map(DeviceRef::parse)
                                                .toList()),
                                time(link, "validFrom"),
                                time(link, "validTo"),
                                PlainTopicReader.text(link, "by"),
                                PlainTopicReader.time(link, "declaredAt")))
                .toList();
    }

    private static String lowerCase(GenericRecord event, String field) {
        return PlainTopicReader.text(event, field).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(GenericRecord event, String field) {
        return event.get(field) == null ? null : PlainTopicReader.text(event, field);
    }

    private static @Nullable Instant time(GenericRecord event, String field) {
        return event.get(field) == null ? null : PlainTopicReader.time(event, field);
    }
}

package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.generic.GenericRecord;

/**
 * The content of an SMS, from the provider's row or from our event; equal when the content is the
 * same. Two messages may be equal. Where the provider wrote a row oddly, its ledger has beside the
 * row what is to be read out of it.
 *
 * @param account of the provider
 * @param devices refs, sorted as text
 * @param time the provider's time; epoch where it has none
 * @param direction as our events name it
 * @param peer the other end's number, empty where it is unknown
 * @param text of the message
 * @param delivery the provider's delivery status, empty where there is none
 */
record SmsFact(
        String account,
        List<String> devices,
        Instant time,
        String direction,
        String peer,
        String text,
        String delivery) {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX]")
                    .toFormatter(Locale.ROOT);

    /** A message of the queue, or of a live callback. */
    static SmsFact queued(String account, JsonNode row) {
        return new SmsFact(
                account,
                devices(row, StreamSupport.stream(row.path("deviceIds").spliterator(), false)),
                time(row),
                "MOBILE_ORIGINATED",
                "",
                row.path("message").asText(),
                "");
    }

    /** An event of a device's history. */
    static SmsFact historic(String account, JsonNode row) {
        var fromDevice = row.path("smsType").asText().equals("MoSms");
        return new SmsFact(
                account,
                devices(row, Stream.of(row.path("deviceId"))),
                time(row),
                fromDevice ? "MOBILE_ORIGINATED" : "MOBILE_TERMINATED",
                row.path(fromDevice ? "sentFrom" : "sentTo").asText(""),
                row.path("message").asText(),
                row.path("deliveryStatus").asText(""));
    }

    /** A record of the topic. */
    static SmsFact of(GenericRecord event) {
        var fromDevice = PlainTopicReader.text(event, "direction").equals("MOBILE_ORIGINATED");
        return new SmsFact(
                PlainTopicReader.text(event, "account"),
                PlainTopicReader.texts(event, "devices").stream().sorted().toList(),
                PlainTopicReader.time(event, "occurredAt"),
                PlainTopicReader.text(event, "direction"),
                PlainTopicReader.text(event, fromDevice ? "sender" : "recipient"),
                PlainTopicReader.text(event, "text"),
                PlainTopicReader.text(event, "providerDeliveryStatus"));
    }

    private static List<String> devices(JsonNode row, Stream<JsonNode> ids) {
        var meant = StreamSupport.stream(row.at("/meant/devices").spliterator(), false).toList();
        return meant.isEmpty()
                ? devices(ids)
                : meant.stream().map(JsonNode::asText).sorted().toList();
    }

    private static List<String> devices(Stream<JsonNode> ids) {
        return ids.map(id ->
                        DeviceRef.of(id.path("kind").asText(), id.path("id").asText()).toString())
                .distinct()
                .sorted()
                .toList();
    }

    private static Instant time(JsonNode row) {
        if (row.has("meant")) {
            return LedgerLine.meantTime(row);
        }
        var text = row.path("timestamp").asText("");
        return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text, TIME).toInstant();
    }
}

package io.telltale.localstack.check.streams;

import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.recomputation.AvroRows;
import io.telltale.recomputation.DeclaredLink;
import io.telltale.recomputation.EventRow;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of the event topics and of the link topic as what the recomputation takes. That these
 * topics hold every fact once, and what was declared, is compared on its own.
 */
public final class EventRows {

    private EventRows() {}

    /** Every event once: of records with one id, which lie in one partition, the first counts. */
    static List<EventRow> of(PlainTopicReader topic) {
        var rows = new ArrayList<EventRow>();
        rows.addAll(once(topic, Topics.DEVICE_STATUS.name(), AvroRows::status));
        rows.addAll(once(topic, Topics.DEVICE_SMS.name(), AvroRows::sms));
        rows.addAll(once(topic, Topics.DEVICE_PUSH_ACTION.name(), AvroRows::push));
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
    public static List<DeclaredLink> links(List<GenericRecord> links) {
        var last = new LinkedHashMap<List<String>, GenericRecord>();
        links.forEach(link -> last.put(PlainTopicReader.texts(link, "refs"), link));
        return last.values().stream()
                .filter(link -> PlainTopicReader.text(link, "state").equals("DECLARED"))
                .map(AvroRows::link)
                .toList();
    }

    private static @Nullable Instant time(GenericRecord event, String field) {
        return event.get(field) == null ? null : PlainTopicReader.time(event, field);
    }
}

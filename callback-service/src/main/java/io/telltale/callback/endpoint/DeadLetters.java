package io.telltale.callback.endpoint;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.HistoricSms;
import io.telltale.providers.thingspace.SmsHistory;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What could not be used of a callback, as dead letters: credentials masked. */
final class DeadLetters {

    private static final String PART = "callback-service";

    private final KafkaRecords kafka;
    private final DeviceServiceCallbackReader reader;

    DeadLetters(KafkaRecords kafka, DeviceServiceCallbackReader reader) {
        this.kafka = kafka;
        this.reader = reader;
    }

    /** A body of which nothing is known. */
    ProducerRecord<String, byte[]> ofBody(Delivery from, byte[] body) {
        return letter(
                from, body, "UNRECOGNIZED", "expected an SMS history or a fault", "whole body");
    }

    /** A device whose history could not be read. */
    ProducerRecord<String, byte[]> ofDevice(Delivery from, Row.Broken<SmsHistory> device) {
        return letter(
                from,
                device.raw(),
                device.fault().name(),
                device.detail(),
                "device %d".formatted(device.index()));
    }

    /** A row of a history that could not be read. */
    ProducerRecord<String, byte[]> ofRow(
            Delivery from, SmsHistory history, Row.Broken<HistoricSms> row) {
        return letter(
                from,
                row.raw(),
                row.fault().name(),
                row.detail(),
                "%s row %d".formatted(history.refs().getFirst(), row.index()));
    }

    private ProducerRecord<String, byte[]> letter(
            Delivery from, byte[] raw, String reason, String detail, String position) {
        var request = from.requestId().orElse("-");
        var letter =
                new DeadLetter(
                        from.requestId().orElse(from.account()),
                        reader.masked(raw),
                        PART,
                        "/callbacks/thingspace/%s/%s"
                                .formatted(from.account(), DeviceServiceInbox.SERVICE),
                        reason,
                        detail,
                        "request %s %s".formatted(request, position));
        return kafka.of(letter, from.at(), from.trace());
    }
}

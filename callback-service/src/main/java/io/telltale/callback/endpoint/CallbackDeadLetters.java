package io.telltale.callback.endpoint;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.sms.HistoricSms;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters of what could not be used of a callback, with masked credentials. */
final class CallbackDeadLetters {

    static final String PART = "callback-service";

    private final KafkaRecords kafka;

    CallbackDeadLetters(KafkaRecords kafka) {
        this.kafka = kafka;
    }

    /** A whole body. */
    ProducerRecord<String, byte[]> ofBody(
            ReceivedCallback from, byte[] body, String reason, String detail) {
        return letter(from, body, reason, detail, "whole body");
    }

    /** A device whose history could not be read. */
    ProducerRecord<String, byte[]> ofDevice(
            ReceivedCallback from, Row.Broken<SmsHistoryResult> device) {
        return letter(
                from,
                device.raw(),
                device.fault().name(),
                device.detail(),
                "device %d".formatted(device.index()));
    }

    /** A row of a history that could not be read. */
    ProducerRecord<String, byte[]> ofRow(
            ReceivedCallback from, SmsHistoryResult history, Row.Broken<HistoricSms> row) {
        return letter(
                from,
                row.raw(),
                row.fault().name(),
                row.detail(),
                "%s row %d".formatted(history.refs().getFirst(), row.index()));
    }

    private ProducerRecord<String, byte[]> letter(
            ReceivedCallback from, byte[] raw, String reason, String detail, String position) {
        var request = from.requestId().orElse("-");
        var letter =
                new DeadLetter(
                        from.requestId().orElse(from.account()),
                        from.mask().masked(raw),
                        PART,
                        "/callbacks/thingspace/%s/%s".formatted(from.account(), from.service()),
                        reason,
                        detail,
                        "request %s %s".formatted(request, position));
        return kafka.of(letter, from.at(), from.trace());
    }
}

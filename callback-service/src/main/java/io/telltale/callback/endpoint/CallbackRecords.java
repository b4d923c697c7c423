package io.telltale.callback.endpoint;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.CallbackContent;
import io.telltale.providers.thingspace.DeviceServiceCallback;
import io.telltale.providers.thingspace.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.HistoricSms;
import io.telltale.providers.thingspace.HistoricSmsMapper;
import io.telltale.providers.thingspace.SmsHistory;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderFault;
import io.telltale.schemas.topic.Topics;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Decides what is written of a callback. Reads no clock and sends nothing; the same callback gives
 * the same event ids.
 */
@Singleton
final class CallbackRecords {

    private static final String PART = "callback-service";

    private final KafkaRecords kafka;
    private final DeadLetters letters;

    CallbackRecords(KafkaRecords kafka, DeviceServiceCallbackReader reader) {
        this.kafka = kafka;
        this.letters = new DeadLetters(kafka, reader);
    }

    /** All that is to be written, of a callback with the right credentials. */
    Told of(String account, DeviceServiceCallback callback, byte[] body, Instant now) {
        var from = new Delivery(account, callback.requestId(), now, TraceParent.fresh());
        return switch (callback.content()) {
            case CallbackContent.SmsHistories(var devices) -> histories(from, devices);
            case CallbackContent.Fault(var code, var text) ->
                    new Told(List.of(), answer(from, fault(code, text)), 0);
            // no answer is noted: what it means for the request is not known, which is asked again
            case CallbackContent.Unrecognized() ->
                    new Told(List.of(letters.ofBody(from, body)), Optional.empty(), 0);
        };
    }

    private Told histories(Delivery from, List<Row<SmsHistory>> devices) {
        var facts = new ArrayList<ProducerRecord<String, byte[]>>();
        var mapper = new HistoricSmsMapper(from.account());
        var rows = 0;
        for (var device : devices) {
            switch (device) {
                case Row.Good<SmsHistory>(var history) -> {
                    mapper.events(history, from.requestId(), from.at())
                            .forEach(event -> facts.add(kafka.of(event, from.trace())));
                    Row.broken(history.rows())
                            .forEach(row -> facts.add(letters.ofRow(from, history, row)));
                    rows += history.rows().size();
                }
                case Row.Broken<SmsHistory> broken -> {
                    facts.add(letters.ofDevice(from, broken));
                    rows++;
                }
            }
        }
        return new Told(facts, answer(from, span(devices, rows)), rows);
    }

    private static ProviderAnswer.Builder span(List<Row<SmsHistory>> devices, int rows) {
        var times =
                Row.good(devices).stream()
                        .flatMap(history -> Row.good(history.rows()).stream())
                        .map(HistoricSms::timestamp)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        return ProviderAnswer.newBuilder()
                .setRows(rows)
                .setFirstAt(times.isEmpty() ? null : times.getFirst())
                .setLastAt(times.isEmpty() ? null : times.getLast());
    }

    private static ProviderAnswer.Builder fault(String code, String text) {
        return ProviderAnswer.newBuilder()
                .setRows(0)
                .setFault(ProviderFault.newBuilder().setCode(code).setText(text).build());
    }

    /** A callback that names no request answers none of ours. */
    private Optional<ProducerRecord<String, byte[]>> answer(
            Delivery from, ProviderAnswer.Builder answer) {
        return from.requestId()
                .map(requestId ->
                        kafka.of(
                                Topics.PROVIDER_ANSWER,
                                null,
                                requestId,
                                answer.setProvider(Provider.THINGSPACE)
                                        .setAccount(from.account())
                                        .setRequestId(requestId)
                                        .setAnsweredAt(from.at())
                                        .build(),
                                PART,
                                from.at(),
                                from.trace()));
    }
}

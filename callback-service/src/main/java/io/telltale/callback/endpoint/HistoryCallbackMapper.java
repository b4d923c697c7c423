package io.telltale.callback.endpoint;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.callback.CallbackContent;
import io.telltale.providers.thingspace.callback.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.HistoricSms;
import io.telltale.providers.thingspace.sms.HistoricSmsMapper;
import io.telltale.providers.thingspace.sms.HistoryRejection;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderFault;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Maps callbacks of DeviceService: results of SMS history requests, and faults. Idempotent: the
 * same callback gives the same event ids.
 *
 * <p>The last second of a full answer is not written: it may miss rows, and counted again its rows
 * would get other ids. The answer record names that second; the poll task continues from there.
 *
 * <p>An answer with a device that cannot be read is recorded as a fault, so that its window is
 * requested again. The events written now get the same ids then.
 */
final class HistoryCallbackMapper implements CallbackMapper<CallbackContent> {

    private final KafkaRecords kafka;
    private final CallbackDeadLetters letters;
    private final KnownRequests requests;

    /**
     * A mapper.
     *
     * @param requests the recent requests of the poller, by request id
     */
    HistoryCallbackMapper(KafkaRecords kafka, CallbackDeadLetters letters, KnownRequests requests) {
        this.kafka = kafka;
        this.letters = letters;
        this.requests = requests;
    }

    @Override
    public CallbackRecords map(ReceivedCallback from, CallbackContent content, byte[] body) {
        return switch (content) {
            case CallbackContent.SmsHistories(var devices) -> histories(from, devices);
            case CallbackContent.Fault(var code, var text) ->
                    new CallbackRecords(
                            CallbackResult.TAKEN,
                            List.of(),
                            answer(from, fault(code, text)),
                            0,
                            List.of(),
                            0);
            // no answer record: what it means for the request is not known, so the request is
            // repeated
            case CallbackContent.Unrecognized() ->
                    CallbackRecords.only(
                            CallbackResult.UNRECOGNIZED,
                            letters.ofBody(
                                    from,
                                    body,
                                    CallbackResult.UNRECOGNIZED.name(),
                                    "expected an SMS history or a fault"),
                            0);
        };
    }

    private CallbackRecords histories(ReceivedCallback from, List<Row<SmsHistoryResult>> answered) {
        var devices = answered.stream().map(device -> withDevice(from, device)).toList();
        var facts = new ArrayList<ProducerRecord<String, byte[]>>();
        var mapper = new HistoricSmsMapper(from.account());
        var rows = 0;
        for (var device : devices) {
            switch (device) {
                case Row.Good<SmsHistoryResult>(var history) -> {
                    var spelled = history.device().primary().toString();
                    mapper.events(history.withoutOpenSecond(), from.requestId(), from.at())
                            .forEach(event -> facts.add(kafka.of(event, from.trace(), spelled)));
                    Row.broken(history.rows())
                            .forEach(row -> facts.add(letters.ofRow(from, history, row)));
                    rows += history.rows().size();
                }
                case Row.Broken<SmsHistoryResult> broken -> {
                    facts.add(letters.ofDevice(from, broken));
                    rows++;
                }
            }
        }
        var broken = Row.broken(devices);
        var answer =
                broken.isEmpty()
                        ? span(Row.good(devices), rows)
                        : fault(HistoryRejection.UNREADABLE, unread(broken.getFirst()))
                                .setRows(rows);
        var unrecognized =
                Row.good(devices).stream()
                        .flatMap(history -> history.device().unrecognized().stream())
                        .toList();
        return new CallbackRecords(
                CallbackResult.TAKEN,
                facts,
                answer(from, answer),
                rows,
                unrecognized,
                others(from, devices));
    }

    /**
     * How many devices have an id of the requested kind, but not the requested id. A device may
     * also be named by an id of another kind.
     */
    private int others(ReceivedCallback from, List<Row<SmsHistoryResult>> devices) {
        var asked =
                request(from).map(request -> DeviceIds.of(request.getDevice()).refs().getFirst());
        return (int)
                Row.good(devices).stream()
                        .filter(history -> asked.filter(ref -> isOther(history, ref)).isPresent())
                        .count();
    }

    private static boolean isOther(SmsHistoryResult history, DeviceRef asked) {
        var ofKind =
                history.device().refs().stream().filter(ref -> ref.kind() == asked.kind()).toList();
        return !ofKind.isEmpty() && !ofKind.contains(asked);
    }

    /**
     * A history without a readable device id belongs to the requested device. The request may
     * become known a moment after its answer.
     */
    private Row<SmsHistoryResult> withDevice(ReceivedCallback from, Row<SmsHistoryResult> device) {
        if (!(device instanceof Row.Broken<SmsHistoryResult> unnamed)
                || from.requestId().isEmpty()) {
            return device;
        }
        var request = request(from);
        if (request.isEmpty() && !from.isLastAttempt()) {
            throw CallbackProblems.later("not ready: the request is not known yet");
        }
        return request.map(each -> DeviceIds.of(each.getDevice()))
                .flatMap(ids -> DeviceServiceCallbackReader.historyOf(ids, unnamed))
                .<Row<SmsHistoryResult>>map(Row.Good::new)
                .orElse(device);
    }

    private Optional<ProviderRequest> request(ReceivedCallback from) {
        return from.requestId()
                .flatMap(requests::find)
                .filter(each -> each.getAccount().equals(from.account()));
    }

    private static String unread(Row.Broken<SmsHistoryResult> device) {
        return "device %d: %s, %s".formatted(device.index(), device.fault(), device.detail());
    }

    private static ProviderAnswer.Builder span(List<SmsHistoryResult> histories, int rows) {
        var times =
                histories.stream()
                        .flatMap(history -> Row.good(history.rows()).stream())
                        .map(HistoricSms::timestamp)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        var open = histories.stream().flatMap(history -> history.openSecond().stream());
        var unsettled = histories.stream().flatMap(history -> history.firstUnsettled().stream());
        var last = times.isEmpty() ? null : times.getLast();
        return ProviderAnswer.newBuilder()
                .setRows(rows)
                .setFirstAt(times.isEmpty() ? null : times.getFirst())
                .setLastAt(open.min(Comparator.<Instant>naturalOrder()).orElse(last))
                .setFirstUnsettledAt(
                        unsettled.min(Comparator.<Instant>naturalOrder()).orElse(null));
    }

    private static ProviderAnswer.Builder fault(String code, String text) {
        return ProviderAnswer.newBuilder()
                .setRows(0)
                .setFault(ProviderFault.newBuilder().setCode(code).setText(text).build());
    }

    /** Empty for a callback that names no request. */
    private Optional<ProducerRecord<String, byte[]>> answer(
            ReceivedCallback from, ProviderAnswer.Builder answer) {
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
                                CallbackDeadLetters.PART,
                                from.at(),
                                from.trace()));
    }
}

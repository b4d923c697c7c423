package io.telltale.providers.thingspace.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.HistoricSms;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import io.telltale.schemas.event.EventLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parses the content of a DeviceService callback.
 *
 * <p>ThingSpace's tables name an array where its examples show an object, for {@code
 * deviceResponse} and for {@code smsEventHistoryResponse}; both are taken. A fault may stand beside
 * {@code deviceResponse} or in it.
 */
final class HistoryCallbackContent {

    private static final int FAULT_TEXT = 1024;

    /** Rows of all devices together; ThingSpace sends 500 at most. More are no history. */
    private static final int MOST_ROWS = 2000;

    private HistoryCallbackContent() {}

    static CallbackContent of(JsonMembers body) {
        var responses = CallbackEnvelope.responses(body);
        if (responses.stream().anyMatch(each -> each.has("smsEventHistoryResponse"))) {
            return histories(body, responses);
        }
        return Stream.concat(Stream.of(body), responses.stream())
                .flatMap(each -> each.elements("faultResponse").stream().flatMap(List::stream))
                .flatMap(fault -> JsonMembers.of(fault).stream())
                .findFirst()
                .map(HistoryCallbackContent::fault)
                .orElseGet(CallbackContent.Unrecognized::new);
    }

    private static CallbackContent histories(JsonMembers body, List<JsonMembers> responses) {
        var nodes =
                responses.stream()
                        .flatMap(each -> each.elements("smsEventHistoryResponse").stream())
                        .flatMap(List::stream)
                        .toList();
        if (rowsIn(nodes) > MOST_ROWS) {
            return new CallbackContent.Unrecognized();
        }
        var outside = DeviceIds.in(body);
        return new CallbackContent.SmsHistories(
                RowReader.read(nodes, history -> history(history, outside)));
    }

    private static int rowsIn(List<JsonNode> histories) {
        var events =
                histories.stream()
                        .flatMap(node -> JsonMembers.of(node).stream())
                        .flatMap(history -> history.elements("smsEvents").stream())
                        .mapToInt(List::size)
                        .sum();
        return histories.size() + events;
    }

    private static SmsHistoryResult history(JsonMembers history, Optional<List<JsonNode>> outside) {
        var names = DeviceIds.in(history).or(() -> outside).orElse(List.of());
        var rows = rows(history);
        return new SmsHistoryResult(
                DeviceIds.read(names), RowReader.read(rows, HistoryCallbackContent::sms));
    }

    private static List<JsonNode> rows(JsonMembers history) {
        return history.elements("smsEvents")
                .orElseThrow(() -> new UnreadableRowException(RowFault.MISSING_FIELD, "smsEvents"));
    }

    /** See {@link DeviceServiceCallbackReader#historyOf}. */
    static Optional<SmsHistoryResult> historyOf(
            DeviceIds asked, Row.Broken<SmsHistoryResult> unnamed) {
        if (!(JsonBody.parse(unnamed.raw()) instanceof JsonBody.Tree(var root))) {
            return Optional.empty();
        }
        return JsonMembers.of(root)
                .flatMap(members -> members.elements("smsEvents"))
                .map(rows ->
                        new SmsHistoryResult(
                                asked, RowReader.read(rows, HistoryCallbackContent::sms)));
    }

    private static HistoricSms sms(JsonMembers row) {
        if (row.member("timestamp").or(() -> row.member("message")).isEmpty()) {
            throw new UnreadableRowException(RowFault.MISSING_FIELD, "timestamp and message");
        }
        return new HistoricSms(
                ProviderTime.in(row, "timestamp"),
                row.shortText("smsType"),
                row.shortText("sentTo"),
                row.shortText("sentFrom"),
                row.text("message"),
                row.shortText("encoding"),
                row.shortText("deliveryStatus"));
    }

    private static CallbackContent fault(JsonMembers fault) {
        return new CallbackContent.Fault(
                valueText(fault, "faultcode"), valueText(fault, "faultstring"));
    }

    private static String valueText(JsonMembers fault, String name) {
        var text = fault.member(name).map(JsonNode::asText).orElse("");
        return EventLimits.cut(text, FAULT_TEXT);
    }
}

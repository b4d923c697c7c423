package io.telltale.providers.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.Json;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.Rows;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.event.Limits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what a callback is about.
 *
 * <p>ThingSpace's tables say array where its examples show an object, for {@code deviceResponse}
 * and for {@code smsEventHistoryResponse}; both are taken. A fault may stand beside {@code
 * deviceResponse} or in it.
 */
final class HistoryContent {

    private static final int FAULT_TEXT = 1024;

    /** Rows of all devices together; ThingSpace sends 500 at most. More are no history. */
    private static final int MOST_ROWS = 2000;

    private HistoryContent() {}

    static CallbackContent of(Members body) {
        var responses = CallbackEnvelope.responses(body);
        if (responses.stream().anyMatch(each -> each.has("smsEventHistoryResponse"))) {
            return histories(body, responses);
        }
        return Stream.concat(Stream.of(body), responses.stream())
                .flatMap(each -> each.elements("faultResponse").stream().flatMap(List::stream))
                .flatMap(fault -> Members.of(fault).stream())
                .findFirst()
                .map(HistoryContent::fault)
                .orElseGet(CallbackContent.Unrecognized::new);
    }

    private static CallbackContent histories(Members body, List<Members> responses) {
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
                Rows.read(nodes, history -> history(history, outside)));
    }

    private static int rowsIn(List<JsonNode> histories) {
        var events =
                histories.stream()
                        .flatMap(node -> Members.of(node).stream())
                        .flatMap(history -> history.elements("smsEvents").stream())
                        .mapToInt(List::size)
                        .sum();
        return histories.size() + events;
    }

    private static SmsHistory history(Members history, Optional<List<JsonNode>> outside) {
        var names = DeviceIds.in(history).or(() -> outside).orElse(List.of());
        var rows = rows(history);
        return new SmsHistory(DeviceIds.read(names), Rows.read(rows, HistoryContent::sms));
    }

    private static List<JsonNode> rows(Members history) {
        return history.elements("smsEvents")
                .orElseThrow(() -> new UnreadableRow(RowFault.MISSING_FIELD, "smsEvents"));
    }

    /** See {@link DeviceServiceCallbackReader#historyOf}. */
    static Optional<SmsHistory> historyOf(DeviceIds asked, Row.Broken<SmsHistory> unnamed) {
        if (!(Json.parse(unnamed.raw()) instanceof Json.Tree(var root))) {
            return Optional.empty();
        }
        return Members.of(root)
                .flatMap(members -> members.elements("smsEvents"))
                .map(rows -> new SmsHistory(asked, Rows.read(rows, HistoryContent::sms)));
    }

    private static HistoricSms sms(Members row) {
        if (row.member("timestamp").or(() -> row.member("message")).isEmpty()) {
            throw new UnreadableRow(RowFault.MISSING_FIELD, "timestamp and message");
        }
        return new HistoricSms(
                ProviderTime.in(row, "timestamp"),
                row.word("smsType"),
                row.word("sentTo"),
                row.word("sentFrom"),
                row.text("message"),
                row.word("encoding"),
                row.word("deliveryStatus"));
    }

    private static CallbackContent fault(Members fault) {
        return new CallbackContent.Fault(
                valueText(fault, "faultcode"), valueText(fault, "faultstring"));
    }

    private static String valueText(Members fault, String name) {
        var text = fault.member(name).map(JsonNode::asText).orElse("");
        return Limits.cut(text, FAULT_TEXT);
    }
}

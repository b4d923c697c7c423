package io.telltale.providers.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.Rows;
import io.telltale.providers.json.UnreadableRow;
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

    private HistoryContent() {}

    static CallbackContent of(Members body) {
        var responses =
                body.elements("deviceResponse").orElse(List.of()).stream()
                        .flatMap(node -> Members.of(node).stream())
                        .toList();
        if (responses.stream().anyMatch(each -> each.has("smsEventHistoryResponse"))) {
            return histories(body, responses);
        }
        return Stream.concat(Stream.of(body), responses.stream())
                .flatMap(each -> each.inside("faultResponse").stream())
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
        var outside = namesIn(body);
        return new CallbackContent.SmsHistories(
                Rows.read(nodes, history -> history(history, outside)));
    }

    private static SmsHistory history(Members history, Optional<List<JsonNode>> outside) {
        var names = namesIn(history).or(() -> outside).orElse(List.of());
        var rows =
                history.elements("smsEvents")
                        .orElseThrow(() -> new UnreadableRow(RowFault.MISSING_FIELD, "smsEvents"));
        return new SmsHistory(DeviceIds.refs(names), Rows.read(rows, HistoryContent::sms));
    }

    private static Optional<List<JsonNode>> namesIn(Members members) {
        return members.elements("deviceId")
                .or(() -> members.elements("deviceIds"))
                .filter(names -> !names.isEmpty());
    }

    private static HistoricSms sms(Members row) {
        if (row.member("timestamp").or(() -> row.member("message")).isEmpty()) {
            throw new UnreadableRow(RowFault.MISSING_FIELD, "timestamp and message");
        }
        return new HistoricSms(
                ThingSpaceTime.in(row, "timestamp"),
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

package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.json.Json;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.schemas.settings.Secret;
import java.util.List;

/**
 * Lists push actions per device: {@code POST /api/external/list/push-devices}.
 *
 * <p>The token travels in the body only.
 */
public final class PushDevicesClient {

    private static final int UNAUTHORIZED = 401;
    private static final List<String> COLUMNS =
            List.of("campaign_id", "action_id", "create_time", "device_id", "error_message");

    private final HttpSender sender;
    private final Secret apptoken;

    /** A client for the project that the token belongs to. */
    public PushDevicesClient(HttpSender sender, Secret apptoken) {
        this.sender = sender;
        this.apptoken = apptoken;
    }

    /** One page of the rows that match, in the provider's order. */
    public Answer<List<Row<PushRow>>> fetch(PushPage page, PushFilter filter) {
        var call =
                HttpCall.post("api", "external", "list", "push-devices")
                        .hiding(apptoken)
                        .body("application/json", Json.text(question(page, filter)));
        var answer = sender.send(call).flatMap(reply -> PushDevicesAnswer.rows(reply, apptoken));
        return answer instanceof Answer.Refused<List<Row<PushRow>>>(var status, _, var message)
                        && status == UNAUTHORIZED
                ? new Answer.SignInFailed<>(
                        "Xtremepush refused the apptoken: HTTP 401 " + message.strip())
                : answer;
    }

    private ObjectNode question(PushPage page, PushFilter filter) {
        var question = Json.object().put("apptoken", apptoken.reveal());
        var conditions = question.putArray("condition");
        filter.campaignId()
                .ifPresent(campaign -> {
                    var condition = conditions.addArray().add("campaign_id").add("=");
                    if (campaign.matches("[0-9]{1,18}")) {
                        condition.add(Long.parseLong(campaign));
                    } else {
                        condition.add(campaign);
                    }
                });
        if (filter.failedOnly()) {
            conditions.addArray().add("error").add("=").add(1);
        }
        filter.createdFrom()
                .ifPresent(time ->
                        conditions
                                .addArray()
                                .add("create_time")
                                .add(">=")
                                .add(time.getEpochSecond()));
        question.put("limit", page.limit()).put("offset", page.offset());
        var select = question.putArray("select");
        COLUMNS.forEach(select::add);
        return question;
    }
}

package io.telltale.providers.xtremepush;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.ErrorBody;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads {@code {"code","success","data"}}. A status of 200 does not promise success; {@code code}
 * and {@code success} are looked at too.
 */
final class PushRowsReader {

    private static final int OK = 200;
    private static final int MOST_ROWS = 10_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private PushRowsReader() {}

    /**
     * The rows of an answer of HTTP 200, whose body has a code of its own.
     *
     * @param hold holds the account back where that code reports too many requests, and returns for
     *     how long
     */
    static Answer<List<Row<PushRow>>> rows(
            HttpReply reply, List<Secret> secrets, Supplier<Duration> hold) {
        return BodyParser.read(reply, body -> checked(reply, body, secrets, hold))
                .flatMap(answer -> answer);
    }

    private static Answer<List<Row<PushRow>>> checked(
            HttpReply reply, JsonMembers body, List<Secret> secrets, Supplier<Duration> hold) {
        var success =
                body.flag("success")
                        .orElseThrow(() ->
                                new UnreadableRowException(RowFault.MISSING_FIELD, "success"));
        var code = Math.clamp(body.number("code").orElse(OK), 0, 999);
        if (code == TOO_MANY_REQUESTS) {
            return new Answer.Throttled<>(hold.get());
        }
        if (code / 100 == 5) {
            return new Answer.Unavailable<>("code %d in an answer of HTTP 200".formatted(code));
        }
        if (!success || code / 100 != 2) {
            var error = ErrorBody.read(reply.body(), secrets);
            return new Answer.Refused<>(code, error.code(), error.message());
        }
        var data =
                body.elements("data", MOST_ROWS)
                        .orElseThrow(
                                () -> new UnreadableRowException(RowFault.MISSING_FIELD, "data"));
        return new Answer.Got<>(RowReader.read(data, PushRowsReader::row));
    }

    private static PushRow row(JsonMembers row) {
        return new PushRow(
                row.needed("campaign_id"),
                row.needed("action_id"),
                ProviderTime.in(row, "create_time"),
                target(row),
                row.flag("error"),
                row.shortText("error_message"),
                row.text("message"),
                row.shortText("id"));
    }

    private static PushTarget target(JsonMembers row) {
        return row.shortText("device_id")
                .<PushTarget>map(id -> new PushTarget.Device(digits("device_id", id)))
                .or(() ->
                        row.shortText("profile_id")
                                .map(id -> new PushTarget.Profile(digits("profile_id", id))))
                .orElseThrow(() -> new UnreadableRowException(RowFault.MISSING_FIELD, "device_id"));
    }

    private static String digits(String name, String id) {
        if (!id.matches("[0-9]{1,19}")) {
            throw new UnreadableRowException(RowFault.BAD_REF, name + " must be 1 to 19 digits");
        }
        return id;
    }
}

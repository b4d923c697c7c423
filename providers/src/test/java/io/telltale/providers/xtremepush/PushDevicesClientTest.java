package io.telltale.providers.xtremepush;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PushDevicesClientTest {

    private static final String LIST = "POST /api/external/list/push-devices";

    @RegisterExtension final ProviderServer server = new ProviderServer();

    @Test
    void asksAsTheDocumentsShow() throws Exception {
        server.answers(LIST, 200, Payload.text("xtremepush/push-devices.page.json"));

        fetch(
                new PushQuery(
                        PushCondition.parse("[[\"campaign_id\",\"=\",245624],[\"error\",\"=\",1]]"),
                        List.of(
                                "campaign_id",
                                "action_id",
                                "create_time",
                                "device_id",
                                "error_message"),
                        List.of(),
                        50,
                        0));

        var mapper = new ObjectMapper();
        assertThat(mapper.readTree(server.asked().getFirst().body()))
                .isEqualTo(
                        mapper.readTree(
                                Payload.text("xtremepush/push-devices.request.json")
                                        .replace("YOUR_APPTOKEN", "s3cret")));
    }

    @Test
    void asksForRowsFromATimeOn_inAnOrder() {
        server.answers(LIST, 200, Payload.text("xtremepush/push-devices.page.json"));

        fetch(
                new PushQuery(
                        PushCondition.NONE.and("create_time", ">", 1467728373),
                        List.of("id"),
                        List.of("id ASC"),
                        7,
                        14));

        assertThat(server.asked().getFirst().body())
                .isEqualTo(
                        "{\"condition\":[[\"create_time\",\">\",1467728373]],\"select\":[\"id\"],"
                                + "\"order\":[\"id ASC\"],\"limit\":7,\"offset\":14,\"apptoken\":\"s3cret\"}");
    }

    @Test
    void leavesConditionAndOrderAway_whenThereIsNone() {
        server.answers(LIST, 200, Payload.text("xtremepush/push-devices.page.json"));

        fetch();

        assertThat(server.asked().getFirst().body()).doesNotContain("condition", "order");
    }

    @Test
    void readsThePage() {
        server.answers(LIST, 200, Payload.text("xtremepush/push-devices.page.json"));

        assertThat(Row.good(rows()))
                .hasSize(6)
                .first()
                .isEqualTo(
                        new PushRow(
                                "245624",
                                "21714179",
                                Optional.of(Instant.parse("2017-01-31T17:26:48Z")),
                                new PushTarget.Device("17186391"),
                                Optional.empty(),
                                Optional.of("Not personalized"),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void readsTextsForNumbers_profiles_andMoreColumns() {
        server.answers(
                LIST,
                200,
                """
                {"code":"200","success":true,"data":[{"campaign_id":"1","action_id":"2","create_time":"1582912337",
                "profile_id":9223372036854775807,"error":0,"error_message":null,"message":"m","id":5}]}
                """);

        assertThat(Row.good(rows()))
                .containsExactly(
                        new PushRow(
                                "1",
                                "2",
                                Optional.of(Instant.ofEpochSecond(1582912337)),
                                new PushTarget.Profile("9223372036854775807"),
                                Optional.of(false),
                                Optional.empty(),
                                Optional.of("m"),
                                Optional.of("5")));
    }

    @Test
    void keepsGoodRows_whenOthersAreBroken() {
        server.answers(
                LIST,
                200,
                """
                {"code":200,"success":true,"data":[null,{"campaign_id":1},
                {"campaign_id":1,"action_id":2},{"campaign_id":1,"action_id":2,"device_id":"a"},
                {"campaign_id":1,"action_id":2,"device_id":3,"create_time":"now"},
                {"campaign_id":1,"action_id":2,"device_id":3.5},
                {"campaign_id":1,"action_id":2,"device_id":3}]}
                """);

        assertThat(Row.good(rows()))
                .extracting(PushRow::createdAt)
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(Row.broken(rows()))
                .map(Row.Broken::fault)
                .containsExactly(
                        RowFault.NOT_AN_OBJECT,
                        RowFault.MISSING_FIELD,
                        RowFault.MISSING_FIELD,
                        RowFault.BAD_REF,
                        RowFault.BAD_FIELD);
    }

    @Test
    void isRefused_whenAnAnswerOf200SaysNoSuccess() {
        server.answers(
                LIST, 200, "{\"code\":403,\"success\":false,\"message\":\"not with s3cret\"}");

        assertThat(fetch())
                .isEqualTo(
                        new Answer.Refused<>(
                                403,
                                "403",
                                "the project does not allow it, API access may be off: not with ***"));
    }

    @Test
    void isRefused_whenNothingButSuccessIsFalse() {
        server.answers(LIST, 200, "{\"code\":200,\"success\":false,\"data\":[]}");

        assertThat(fetch()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void isThrottled_whenAnAnswerOf200SaysSo() {
        server.answers(LIST, 200, "{\"code\":429,\"success\":false}");

        // as long as the account's budget is held, which begins short
        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        throttled ->
                                assertThat(throttled.retryAfter())
                                        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(2)));
    }

    @Test
    void isUnavailable_whenAnAnswerOf200HoldsAServerError() {
        server.answers(LIST, 200, "{\"code\":500,\"success\":false}");

        assertThat(fetch()).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void failsToSignIn_whenTheTokenIsRefused_andDoesNotShowIt() {
        server.answers(LIST, 401, "{\"code\":401,\"success\":false,\"message\":\"token s3cret\"}");

        assertThat(fetch())
                .isEqualTo(
                        new Answer.SignInFailed<>(
                                "Xtremepush refused the sign-in: HTTP 401 token ***"));
    }

    @Test
    void failsToSignIn_whenARequestIsSaidToCarryNoSignIn() {
        server.answers(
                LIST, 400, "{\"code\":400,\"success\":false,\"message\":\"apptoken is missing\"}");

        assertThat(fetch()).isInstanceOf(Answer.SignInFailed.class);
    }

    @Test
    void isRefusedWithEachError_whenTheRequestIsWrong() {
        server.answers(
                LIST,
                400,
                """
                {"code":400,"success":false,"message":"Bad request","errors":{"select":["unknown column x"]}}
                """);

        assertThat(fetch())
                .isEqualTo(new Answer.Refused<>(400, "400", "Bad request (unknown column x)"));
    }

    @ParameterizedTest
    @CsvSource({"403, API access", "404, no such path", "405, no such method", "410, switched off"})
    void saysWhatARefusalMeans(int status, String meaning) {
        server.answers(LIST, status, "{\"code\":%d,\"success\":false}".formatted(status));

        var answer = fetch();

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(answer.toString()).contains(meaning);
    }

    @Test
    void isThrottled_withAndWithoutATimeToWait() {
        server.answers(LIST, 429, "{}");
        server.answers(LIST, 429, "{}", "Retry-After", "7");

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        first ->
                                assertThat(first.retryAfter())
                                        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(2)));
        assertThat(fetch()).isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(7)));
    }

    @Test
    void isUnreadable_whenAPageIsLargerThanAnyWeAskFor() {
        server.answers(
                LIST,
                200,
                "{\"code\":200,\"success\":true,\"data\":[" + "1,".repeat(10_000) + "1]}");

        assertThat(fetch()).isInstanceOf(Answer.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"success\":true,\"data\":[{\"acti",
                "{\"code\":200,\"success\":true}",
                "{\"code\":200,\"data\":[]}",
                "[]"
            })
    void isUnreadable_whenTheBodyIsNoPage(String body) {
        server.answers(LIST, 200, body);

        assertThat(fetch()).isInstanceOf(Answer.Unreadable.class);
    }

    private List<Row<PushRow>> rows() {
        var answer = fetch();
        assertThat(answer).isInstanceOf(Answer.Got.class);
        return ((Answer.Got<List<Row<PushRow>>>) answer).value();
    }

    private Answer<List<Row<PushRow>>> fetch() {
        return fetch(new PushQuery(PushCondition.NONE, PushQuery.USUAL_COLUMNS, List.of(), 50, 0));
    }

    private Answer<List<Row<PushRow>>> fetch(PushQuery query) {
        var clock = new SetClock();
        return new PushDevicesClient(
                        server.sender(clock),
                        server.address(),
                        new PushCredentials.Apptoken(new Secret("s3cret")),
                        clock)
                .fetch(query);
    }
}

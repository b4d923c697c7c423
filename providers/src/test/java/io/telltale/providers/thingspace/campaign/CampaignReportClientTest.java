package io.telltale.providers.thingspace.campaign;

import static io.telltale.providers.server.Answers.got;
import static io.telltale.providers.thingspace.signin.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.providers.thingspace.signin.SignedIn;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CampaignReportClientTest {

    private static final String ID = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";
    private static final String PATH = "/reports/" + ACCOUNT + "/campaigns/" + ID + "/devices";
    private static final String V2 = "GET /api/fota/v2" + PATH;
    private static final String V3 = "GET /api/fota/v3" + PATH;

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void readsAPageAndItsCursor() {
        server.answers(V2, 200, Payload.text("thingspace/campaign.v2.page.json"));

        var page = got(fetch(Optional.empty(), ApiVersion.V2));

        assertThat(server.asked(V2).getFirst().target()).endsWith("?lastSeenDeviceId=0");
        assertThat(page.reportedDevices()).isEqualTo(OptionalLong.of(1148));
        assertThat(page.hasMore()).isTrue();
        assertThat(page.next()).contains("990000560000003");
        assertThat(Row.good(page.devices()))
                .hasSize(3)
                .last()
                .isEqualTo(
                        new CampaignReportRow(
                                "990000560000003",
                                DeviceRef.parse("imei:990000560000003"),
                                "upgradeFailure",
                                Optional.of("RovaClientDownloadFailed"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void asksForTheNextPageByItsCursor() {
        server.answers(V2, 200, Payload.text("thingspace/campaign.v2.page.json"));

        fetch(Optional.of("990000560000002"), ApiVersion.V2);

        assertThat(server.asked(V2).getFirst().target())
                .endsWith("?lastSeenDeviceId=990000560000002");
    }

    @Test
    void readsTheTimesOfVersion3() {
        server.answers(V3, 200, Payload.text("thingspace/campaign.v3.page.json"));

        var device = Row.good(got(fetch(Optional.empty(), ApiVersion.V3)).devices()).getFirst();

        assertThat(device.updatedTime()).contains(Instant.parse("2022-08-05T21:05:27.129Z"));
        assertThat(device.recentAttemptTime()).contains(Instant.parse("2022-10-05T21:05:01.190Z"));
        assertThat(device.nextAttemptTime()).contains(Instant.parse("2022-10-06T18:35:00Z"));
    }

    @Test
    void keepsGoodRows_whenOthersAreBroken() {
        server.answers(V2, 200, Payload.text("thingspace/campaign.bad-rows.page.json"));

        var page = got(fetch(Optional.empty(), ApiVersion.V2));

        assertThat(Row.good(page.devices())).hasSize(2);
        assertThat(Row.good(page.devices()).getLast().updatedTime()).isEmpty();
        assertThat(Row.broken(page.devices()))
                .extracting(Row.Broken::index, Row.Broken::fault)
                .containsExactly(
                        tuple(1, RowFault.NOT_AN_OBJECT),
                        tuple(2, RowFault.BAD_REF),
                        tuple(3, RowFault.MISSING_FIELD));
        assertThat(Row.broken(page.devices()).getFirst().raw())
                .asString()
                .isEqualTo("\"no object\"");
        assertThat(page.reportedDevices()).isEqualTo(OptionalLong.of(4));
        assertThat(page.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "resultReason"})
    void breaksARow_whenAWordIsLongerThan4KiB_andSaysWhich(String name) {
        var row =
                "{\"deviceId\":\"99000056000000%d\",\"status\":\"s\",\"resultReason\":\"r\",\"%s\":\"%s\"}";
        var longest = row.formatted(1, name, "é".repeat(2048));
        var tooLong = row.formatted(2, name, "é".repeat(2048) + "x");
        server.answers(
                V2,
                200,
                "{\"hasMoreData\":false,\"deviceList\":[%s,%s]}".formatted(longest, tooLong));

        var page = got(fetch(Optional.empty(), ApiVersion.V2));

        assertThat(Row.good(page.devices())).hasSize(1);
        assertThat(Row.broken(page.devices()))
                .extracting(Row.Broken::fault, Row.Broken::detail)
                .containsExactly(tuple(RowFault.BAD_FIELD, name + " must be at most 4096 bytes"));
    }

    @ParameterizedTest
    @CsvSource({"10000, true", "10001, false"})
    void readsAPageOfNoMoreThanTenThousandRows(int rows, boolean readable) {
        var body = "{\"hasMoreData\":false,\"deviceList\":[" + "{},".repeat(rows - 1) + "{}]}";
        server.answers(V2, 200, body);

        var answer = fetch(Optional.empty(), ApiVersion.V2);

        assertThat(answer)
                .isInstanceOf(readable ? Answer.Got.class : Answer.Unreadable.class)
                .extracting(Object::toString)
                .asString()
                .matches(text ->
                        readable
                                || text.contains(
                                        "deviceList must have at most 10000 rows, has 10001"));
    }

    @Test
    void handsACursorOnThatDoesNotGrow_sinceThePollDecides() {
        server.answers(V2, 200, Payload.text("thingspace/campaign.v2.page.json"));

        var page = got(fetch(Optional.of("990000560000003"), ApiVersion.V2));

        assertThat(page.hasMore()).isTrue();
        assertThat(page.next()).contains("990000560000003");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"totalDevice":"7","hasMoreData":true,"lastSeenDeviceId":"5","deviceList":[]} | true | 5 | 7
                    {"totalDevice":7,"hasMoreData":true,"accountName":"a"} | true | '' | 7
                    {"totalDevice":0,"hasMoreData":false,"lastSeenDeviceId":"0"} | false | '' | 0
                    {"totalDevice":0,"hasMoreData":"false","deviceList":null} | false | '' | 0
                    {"totalDevice":7,"hasMoreData":false,"lastSeenDeviceId":"5","deviceList":[]} | false | '' | 7
                    {"totalDevice":7,"lastSeenDeviceId":5,"deviceList":[]} | true | 5 | 7
                    {"totalDevice":7,"lastSeenDeviceId":"0","deviceList":[]} | false | '' | 7
                    {"totalDevice":7,"hasMoreData":true,"lastSeenDeviceId":"0","deviceList":[]} | true | '' | 7
                    """)
    void readsOddPages(String body, boolean more, String next, long reported) {
        server.answers(V2, 200, body);

        var page = got(fetch(Optional.of("5"), ApiVersion.V2));

        assertThat(page.devices()).isEmpty();
        assertThat(page.hasMore()).isEqualTo(more);
        assertThat(page.next().orElse("")).isEqualTo(next);
        assertThat(page.reportedDevices()).hasValue(reported);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"hasMoreData\":false}",
                "{\"totalDevice\":1148,\"hasMoreData\":false}",
                "{\"totalDevice\":1148,\"hasMoreData\":false,\"deviceList\":null}"
            })
    void isUnreadable_whenAPageWithoutAListWouldPassForTheEndOfTheCampaign(String body) {
        server.answers(V2, 200, body);

        assertThat(fetch(Optional.empty(), ApiVersion.V2)).isInstanceOf(Answer.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_PARAMETER, LastSeenDeviceId Not Valid, INVALID_CURSOR",
        "400, INVALID_PARAMETER, lastSeenDeviceId not valid, INVALID_CURSOR",
        "400, INVALID_PARAMETER, Campaign not found, UNKNOWN_CAMPAIGN",
        "400, INVALID_PARAMETER, Invalid uuid, UNKNOWN_CAMPAIGN",
        "404, '', '', UNKNOWN_CAMPAIGN",
        "400, INVALID_PARAMETER, Inactive account, OTHER",
        "400, INVALID_ACCESS, m, OTHER"
    })
    void tellsRefusalsApart(int status, String code, String message, CampaignRejection expected) {
        assertThat(CampaignRejection.of(new Answer.Refused<>(status, code, message)))
                .isEqualTo(expected);
    }

    @Test
    void isUnreadable_whenThePageIsCut() {
        var text = Payload.text("thingspace/campaign.v2.page.json");
        server.answers(V2, 200, text.substring(0, text.length() / 2));

        assertThat(fetch(Optional.empty(), ApiVersion.V2))
                .isInstanceOfSatisfying(
                        Answer.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.body())
                                        .asString()
                                        .isEqualTo(text.substring(0, text.length() / 2)));
    }

    @Test
    void isRefused_whenTheCursorIsNoLongerKnown() {
        server.answers(
                V2,
                400,
                "{\"errorCode\":\"INVALID_PARAMETER\",\"errorMessage\":\"LastSeenDeviceId Not Valid\"}");

        assertThat(fetch(Optional.of("1"), ApiVersion.V2))
                .isEqualTo(
                        new Answer.Refused<>(
                                400, "INVALID_PARAMETER", "LastSeenDeviceId Not Valid"));
    }

    @Test
    void isThrottled_whenThingSpaceAsksForPatience() {
        server.answers(V2, 429, "", "Retry-After", "7");

        assertThat(fetch(Optional.empty(), ApiVersion.V2))
                .isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(7)));
    }

    private Answer<CampaignReportPage> fetch(Optional<String> cursor, ApiVersion version) {
        return new CampaignReportClient(SignedIn.session(server, clock))
                .fetch(ACCOUNT, ID, cursor, version);
    }
}

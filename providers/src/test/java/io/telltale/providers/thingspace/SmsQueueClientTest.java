package io.telltale.providers.thingspace;

import static io.telltale.providers.thingspace.CampaignClientTest.got;
import static io.telltale.providers.thingspace.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.ref.DeviceRef;
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
class SmsQueueClientTest {

    private static final String QUEUE = "GET /api/m2m/v1/sms/" + ACCOUNT + "/history";
    private static final String BLOCK = Payload.text("thingspace/sms-queue.block.json");

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void readsTheRowsOfABlock() {
        server.answers(QUEUE, 200, BLOCK);

        var block = got(read(Optional.empty()));

        assertThat(server.asked(QUEUE).getFirst().target()).isEqualTo(QUEUE);
        assertThat(block.more()).isFalse();
        assertThat(block.next()).isEmpty();
        assertThat(Row.good(block.messages()))
                .hasSize(2)
                .first()
                .isEqualTo(
                        new QueuedSms(
                                List.of(DeviceRef.parse("esn:09623489171")),
                                Optional.of("testmessage1"),
                                Optional.of(Instant.parse("2016-01-01T20:29:49Z"))));
    }

    @ParameterizedTest
    @CsvSource({
        "/sms/a/history?next=T1, T1",
        "/api/m2m/v1/sms/a/history?x=1&next=17592186044416, 17592186044416",
        "https://elsewhere.example/sms/a/history?next=a%2Bb%3D&y=2, a%2Bb%3D",
        "?Next=T1#top, T1",
        "T1, T1"
    })
    void takesTheTokenFromAnyFormOfLocation_andSendsItBackAsItStands(
            String location, String token) {
        server.answers(QUEUE, 202, BLOCK, "Location", location);

        var block = got(read(Optional.empty()));
        read(block.next());

        assertThat(block.more()).isTrue();
        assertThat(block.next()).contains(token);
        assertThat(server.asked(QUEUE).getLast().target()).isEqualTo(QUEUE + "?next=" + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms/a/history", "/sms/a/history?next=", "/sms/a/history?nextpage=T1"})
    void findsNoToken_whereThereIsNone(String location) {
        server.answers(QUEUE, 202, BLOCK, "Location", location);

        assertThat(got(read(Optional.empty())).next()).isEmpty();
    }

    @Test
    void givesNoToken_whenTheAnswerHasNoMessages_sinceItWouldAcknowledgeThem() {
        server.answers(QUEUE, 202, "{\"hasMoreData\":true}", "Location", "/h?next=T1");

        var block = got(read(Optional.empty()));

        assertThat(block.messages()).isEmpty();
        assertThat(block.more()).isTrue();
        assertThat(block.next()).isEmpty();
    }

    @Test
    void keepsGoodRows_whenOthersAreBroken() {
        server.answers(
                QUEUE,
                200,
                """
                {"messages":[{"message":"m","timestamp":"2016-01-01T12:29:49-08:00"},
                {"deviceIds":[{"id":"1","kind":"graph"}],"message":"m"},
                {"deviceIds":[{"id":"60e5f99d","kind":"ESN"},{"id":"990000560000001","kind":"Imei"}],"message":"m"},
                {"deviceIds":[{"id":"1","kind":"esn"}],"message":{"a":1}},
                {"deviceIds":[{"id":"1","kind":"esn"}]}]}
                """);

        var rows = got(read(Optional.empty())).messages();

        assertThat(Row.good(rows))
                .singleElement()
                .satisfies(sms ->
                        assertThat(sms.refs())
                                .map(DeviceRef::toString)
                                .containsExactly("imei:990000560000001", "esn:60E5F99D"));
        assertThat(Row.broken(rows))
                .map(Row.Broken::fault)
                .containsExactly(
                        RowFault.MISSING_FIELD,
                        RowFault.BAD_REF,
                        RowFault.BAD_FIELD,
                        RowFault.MISSING_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "{\"messages\":[{\"message\":\"private te"})
    void isUnreadableAndQuotesNothing_whenTheBodyIsNoBlock(String body) {
        server.answers(QUEUE, 200, body, "Location", "/h?next=T1");

        assertThat(read(Optional.empty()))
                .isInstanceOfSatisfying(
                        Answer.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .startsWith("expected")
                                        .doesNotContain("private"));
    }

    @Test
    void isUnreadable_whenTheBodyHasTheStrayBraceOfTheDocuments() {
        server.answers(QUEUE, 200, Payload.text("thingspace/sms-queue.stray-brace.txt"));

        assertThat(read(Optional.empty())).isInstanceOf(Answer.Unreadable.class);
    }

    @Test
    void isRefused_whenTheTokenIsStale() {
        server.answers(QUEUE, 400, "{\"errorCode\":\"e\",\"errorMessage\":\"m\"}");

        assertThat(read(Optional.of("T0"))).isEqualTo(new Answer.Refused<>(400, "e", "m"));
    }

    private Answer<SmsBlock> read(Optional<String> next) {
        return new SmsQueueClient(SignedIn.session(server, clock)).read(ACCOUNT, next);
    }
}

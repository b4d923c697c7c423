package io.telltale.providers.thingspace.sms;

import static io.telltale.providers.server.Answers.got;
import static io.telltale.providers.thingspace.signin.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.Permits;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.device.UnrecognizedId;
import io.telltale.providers.thingspace.signin.SignedIn;
import io.telltale.schemas.ref.DeviceRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    private static final String START = "PUT /api/m2m/v1/sms/" + ACCOUNT + "/startCallbacks";
    private static final String BLOCK = Payload.text("thingspace/sms-queue.block.json");

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void readsTheRowsOfABlock() {
        server.answers(QUEUE, 200, BLOCK);

        var block = readable(read(Optional.empty()));

        assertThat(server.asked(QUEUE).getFirst().target()).isEqualTo(QUEUE);
        assertThat(block.more()).isFalse();
        assertThat(block.next()).isEmpty();
        assertThat(Row.good(block.messages()))
                .hasSize(2)
                .first()
                .isEqualTo(
                        new QueuedSms(
                                DeviceIds.of("esn:09623489171"),
                                Optional.of("testmessage1"),
                                Optional.of(Instant.parse("2016-01-01T20:29:49Z"))));
    }

    @ParameterizedTest
    @CsvSource({
        "/sms/a/history?next=T1, T1",
        "/api/m2m/v1/sms/a/history?x=1&next=17592186044416, 17592186044416",
        "https://elsewhere.example/sms/a/history?next=a%2Bb%3D&y=2, a%2Bb%3D",
        "?Next=T1#top, T1",
        "/sms/a/history?next=x%26next%3D1%20%0d%0A, x%26next%3D1%20%0d%0A",
        "//elsewhere.example/?next=T1, T1",
        "file:///etc/x?next=..%2F..%2Fy, ..%2F..%2Fy",
        "T1, T1"
    })
    void takesTheTokenFromAnyFormOfLocation_andSendsItBackAsItStands(
            String location, String token) {
        server.answers(QUEUE, 202, BLOCK, "Location", location);

        var block = readable(read(Optional.empty()));
        read(block.next().map(Permits::holding));

        assertThat(block.more()).isTrue();
        assertThat(block.next()).contains(token);
        assertThat(server.asked(QUEUE).getLast().target()).isEqualTo(QUEUE + "?next=" + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms/a/history", "/sms/a/history?next=", "/sms/a/history?nextpage=T1"})
    void findsNoToken_whereThereIsNone(String location) {
        server.answers(QUEUE, 202, BLOCK, "Location", location);

        assertThat(readable(read(Optional.empty())).next()).isEmpty();
    }

    @Test
    void givesNoToken_whenTheAnswerHasNoMessages_sinceItWouldAcknowledgeThem() {
        server.answers(QUEUE, 202, "{\"hasMoreData\":true}", "Location", "/h?next=T1");

        var block = readable(read(Optional.empty()));

        assertThat(block.messages()).isEmpty();
        assertThat(block.more()).isTrue();
        assertThat(block.next()).isEmpty();
    }

    @Test
    void anIdThatFitsNothingIsLeftOut_whereAnotherOneOfTheRowIsGood() {
        server.answers(
                QUEUE,
                200,
                """
                {"messages":[{"deviceIds":[{"id":"n/a","kind":"ESN"},{"id":"4711","kind":"phone"},
                {"kind":"imei"},"x",{"id":"702-289-5555","kind":"Mdn"},{"id":"17022895555","kind":"msisdn"}],
                "message":"m"},
                {"deviceIds":[{"id":"n/a","kind":"ESN"},{"id":"99","kind":"mdn"}],"message":"m"}]}
                """);

        var rows = readable(read(Optional.empty())).messages();

        assertThat(Row.good(rows))
                .singleElement()
                .satisfies(sms -> {
                    assertThat(sms.refs()).containsExactly(DeviceRef.parse("msisdn:17022895555"));
                    assertThat(sms.device().primary()).hasToString("mdn:702-289-5555");
                    assertThat(sms.device().unrecognized())
                            .containsExactly(
                                    new UnrecognizedId("esn", "a/a"),
                                    new UnrecognizedId("other", "9999"),
                                    new UnrecognizedId("other", ""),
                                    new UnrecognizedId("other", ""));
                });
        assertThat(Row.broken(rows))
                .map(Row.Broken::fault, Row.Broken::detail, Row.Broken::index)
                .containsExactly(tuple(RowFault.BAD_REF, "expected an id that fits esn", 1));
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
                {"deviceIds":[{"id":"09623489171","kind":"esn"}],"message":{"a":1}},
                {"deviceIds":[{"id":"09623489171","kind":"esn"}]}]}
                """);

        var rows = readable(read(Optional.empty())).messages();

        assertThat(Row.good(rows))
                .singleElement()
                .satisfies(sms ->
                        assertThat(sms.refs())
                                .map(DeviceRef::toString)
                                .containsExactly("imei:990000560000001", "esn:09615071645"));
        assertThat(Row.broken(rows))
                .map(Row.Broken::fault)
                .containsExactly(
                        RowFault.MISSING_FIELD,
                        RowFault.BAD_REF,
                        RowFault.BAD_FIELD,
                        RowFault.MISSING_FIELD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}, | 1001 | BAD_FIELD: messages must have at most 1000 rows, has 1001",
                "{\"deviceIds\":[[]]}, | 100000 | expected JSON of at most 500000 tokens"
            })
    void cannotReadABlockOfTooMuch_butGivesItsToken(String row, int rows, String reason) {
        var body = "{\"messages\":[" + row.repeat(rows - 1) + "{}]}";
        server.answers(QUEUE, 202, body, "Location", "/h?next=T1");

        assertThat(got(read(Optional.empty())))
                .isInstanceOfSatisfying(
                        SmsBlock.Unreadable.class,
                        block -> {
                            assertThat(block.reason()).isEqualTo(reason);
                            assertThat(block.next()).contains("T1");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "{}",
                "{\"messages\":[{\"message\":\"private te",
                "<x/>"
            })
    void givesTheTokenOfABlockThatCannotBeRead_andQuotesNothing(String body) {
        server.answers(QUEUE, 202, body, "Location", "/h?next=T1");

        assertThat(got(read(Optional.empty())))
                .isInstanceOfSatisfying(
                        SmsBlock.Unreadable.class,
                        unreadable -> {
                            assertThat(unreadable.body()).asString().isEqualTo(body);
                            assertThat(unreadable.next()).contains("T1");
                            assertThat(unreadable.reason())
                                    .startsWith("expected")
                                    .doesNotContain("private");
                        });
    }

    @Test
    void readsABlockWithoutMessagesAsEmpty_whenItSaysThatNoMoreWaits() {
        server.answers(QUEUE, 200, "{\"hasMoreData\":false}");

        var block = readable(read(Optional.empty()));

        assertThat(block.messages()).isEmpty();
        assertThat(block.more()).isFalse();
    }

    @Test
    void readsTheStrayBraceOfTheDocuments() {
        server.answers(
                QUEUE,
                202,
                Payload.text("thingspace/sms-queue.stray-brace.txt")
                        .replace("11-digit ESN", "09623489171"),
                "Location",
                "?next=T1");

        var block = readable(read(Optional.empty()));

        assertThat(Row.good(block.messages()))
                .map(QueuedSms::message)
                .containsExactly(Optional.of("testmessage1"), Optional.of("testmessage2"));
        assertThat(block.next()).contains("T1");
    }

    @Test
    void readsTheStrayBraceInUtf16Too() {
        var body =
                Payload.text("thingspace/sms-queue.stray-brace.txt")
                        .replace("11-digit ESN", "09623489171")
                        .getBytes(StandardCharsets.UTF_16LE);
        server.answers(
                QUEUE,
                exchange -> {
                    exchange.getResponseHeaders()
                            .add("Content-Type", "application/json;charset=UTF-16LE");
                    exchange.sendResponseHeaders(202, body.length);
                    exchange.getResponseBody().write(body);
                });

        assertThat(Row.good(readable(read(Optional.empty())).messages())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{\"messages\":[]}}",
                "{{\"messages\":[]},\"hasMoreData\":1}",
                "{{\"messages\":[]},\"hasMoreData\":true},",
                "{{\"other\":[]},\"hasMoreData\":true}",
                "{\"a\":1,{\"messages\":[]},\"hasMoreData\":true}",
                "{{\"messages\":[{]},\"hasMoreData\":true}"
            })
    void mendsNoOtherShape(String body) {
        server.answers(QUEUE, 200, body);

        assertThat(got(read(Optional.empty()))).isInstanceOf(SmsBlock.Unreadable.class);
    }

    @Test
    void acknowledgesNothing_whenThePermitHasEnded() {
        server.answers(QUEUE, 200, BLOCK);

        assertThat(read(Optional.of(Permits.ended("T1")))).isInstanceOf(Answer.Unavailable.class);
        assertThat(server.asked(QUEUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"success\":true}", "{}"})
    void startsCallbacks(String body) {
        server.answers(START, 200, body);

        assertThat(start()).isEqualTo(new Answer.Got<>(ACCOUNT));
        assertThat(server.asked(START)).hasSize(1);
    }

    @Test
    void isRefused_whenCallbacksCannotStart() {
        server.answers(START, 200, "{\"success\":false}");

        assertThat(start()).isEqualTo(new Answer.Refused<>(200, "", "success is false"));
    }

    @Test
    void startsNoCallbacks_whenThePermitHasEnded() {
        var client = new SmsQueueClient(SignedIn.session(server, clock));

        assertThat(client.startCallbacks(ACCOUNT, Permits.ended("start")))
                .isInstanceOf(Answer.Unavailable.class);
        assertThat(server.asked(START)).isEmpty();
    }

    private Answer<String> start() {
        return new SmsQueueClient(SignedIn.session(server, clock))
                .startCallbacks(ACCOUNT, Permits.holding("start"));
    }

    private static SmsBlock.Readable readable(Answer<SmsBlock> answer) {
        assertThat(got(answer)).isInstanceOf(SmsBlock.Readable.class);
        return (SmsBlock.Readable) got(answer);
    }

    @Test
    void isRefused_whenTheTokenIsStale() {
        server.answers(QUEUE, 400, "{\"errorCode\":\"e\",\"errorMessage\":\"m\"}");

        assertThat(read(Optional.of(Permits.holding("T0"))))
                .isEqualTo(new Answer.Refused<>(400, "e", "m"));
    }

    private Answer<SmsBlock> read(Optional<Permit> next) {
        return new SmsQueueClient(SignedIn.session(server, clock)).read(ACCOUNT, next);
    }
}

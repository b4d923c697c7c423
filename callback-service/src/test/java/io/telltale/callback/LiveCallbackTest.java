package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.LIVE;
import static io.telltale.callback.CallbackUnderTest.PASSWORD;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCallbackTest {

    private static final String SMS = "device.sms.v1";
    private static final String DEAD_LETTERS = "dead-letter.v1";
    private static final String DEVICE =
            "'deviceIds':[{'id':'60E5F99D','kind':'esn'},{'id':'7022895555','kind':'mdn'}]";
    private static final String TEXT = "the secret text";

    private final Brokers brokers = Brokers.healthy();
    private CallbackUnderTest service;

    @BeforeAll
    void start() {
        service = new CallbackUnderTest(brokers);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        brokers.producer().clear();
    }

    @Test
    void anSmsFromADeviceBecomesOneEvent() {
        var answer =
                post(
                        "'requestId':'r-1',%s,'smsMessage':'hi','timestamp':'2026-11-20T22:59:58+0000'");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(service.written()).hasSize(1);
        var record = service.written(SMS).getFirst();
        assertThat(record.key()).isEqualTo("esn:09615071645");
        assertThat(header(record, "telltale_provider_device")).isEqualTo("esn:60E5F99D");
        assertThat(record.timestamp()).isEqualTo(Brokers.NOW.toEpochMilli());
        assertThat(header(record, "ce_time")).isEqualTo("2026-11-20T22:59:58Z");
        var event = service.read(record, SmsEvent.class);
        assertThat(event.getEventId()).isEqualTo(header(record, "ce_id"));
        assertThat(event.getDevices()).containsExactly("esn:09615071645", "msisdn:17022895555");
        assertThat(event.getChannel()).isEqualTo(Channel.CALLBACK);
        assertThat(event.getDirection()).isEqualTo(SmsDirection.MOBILE_ORIGINATED);
        assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2026-11-20T22:59:58Z"));
        assertThat(event.getSender()).isNull();
        assertThat(event.getText()).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'noon'", "'0001-01-01T00:00:00Z'", "0", "{}"})
    void aTimeThatIsNoneIsLeftOut_andTheSmsKept(String time) {
        post("'requestId':'r-9',%s,'smsMessage':'hi','timestamp':" + time);

        var event = service.read(service.written(SMS).getFirst(), SmsEvent.class);
        assertThat(event.getOccurredAt()).isNull();
        assertThat(event.getText()).isEqualTo("hi");
    }

    @Test
    void anIdThatFitsNothingIsLeftOut_andCounted() {
        post(
                "'requestId':'r-9','deviceIds':[{'id':'n/a','kind':'meid'},"
                        + "{'id':'17022895555','kind':'msisdn'}],'smsMessage':'hi'");

        var record = service.written(SMS).getFirst();
        assertThat(record.key()).isEqualTo("msisdn:17022895555");
        assertThat(record.headers().lastHeader("telltale_provider_device")).isNull();
        assertThat(service.counted("telltale.refs.unfit", "kind", "meid")).isEqualTo(1);
        assertThat(service.logged()).anyMatch(line -> line.contains("'a/a'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    'requestId':'r-1','smsMessage':'a','timestamp':'2026-11-20T22:59:58Z' | 'requestId':'r-2','smsMessage':'a','timestamp':'2026-11-20T22:59:58Z'
                    'requestId':'r-1','smsMessage':'b'                                    | 'requestId':'r-2','smsMessage':'b'
                    'smsMessage':'c','timestamp':'2026-11-20T22:59:58Z'                   | 'smsMessage':'c','timestamp':'2026-11-20T22:59:59Z'
                    'smsMessage':'d','extra':1                                            | 'smsMessage':'d','extra':2
                    """)
    void aRetryRepeatsTheEvent_andAnotherSmsDoesNot(String sms, String other) {
        post("%s," + sms + ",'callbackCount':1,'maxCallbackThreshold':4");
        post("%s," + sms + ",'callbackCount':2,'maxCallbackThreshold':4");
        post("%s," + other + ",'callbackCount':1,'maxCallbackThreshold':4");

        var ids = service.written(SMS).stream().map(record -> header(record, "ce_id")).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    NOT_A_DEVICE_SMS | 'requestId':'r-7',%s,'status':'Success','message':'the secret text'
                    NOT_A_DEVICE_SMS | 'requestId':'r-7',%s,'status':'Failed','faultResponse':{'faultcode':'x'}
                    TEXT_MISSING     | 'requestId':'r-7',%s
                    TEXT_MISSING     | 'requestId':'r-7',%s,'deviceResponse':{'unheard':{'Password':'inner-secret'}}
                    MISSING_FIELD    | 'requestId':'r-7','smsMessage':'the secret text'
                    BAD_REF          | 'requestId':'r-7','deviceId':{'id':'x','kind':'imei'},'smsMessage':'the secret text'
                    """)
    void whatIsNoSmsFromADevice_isADeadLetterWithoutCredentials(String reason, String members) {
        var answer = post(members);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(service.written()).hasSize(1);
        var letter = service.written(DEAD_LETTERS).getFirst();
        assertThat(letter.key()).isEqualTo("r-7");
        assertThat(header(letter, "telltale_reason")).isEqualTo(reason);
        assertThat(header(letter, "telltale_source")).isEqualTo(LIVE);
        assertThat(header(letter, "telltale_detail")).doesNotContain(TEXT);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                .contains("\"password\":\"***\"")
                .doesNotContain("demo-callback", PASSWORD, "inner-secret");
        assertThat(service.logged()).noneMatch(line -> line.contains(TEXT));
    }

    @Test
    void countsACallbackWithoutText() {
        var before = service.counted("telltale.callback.text.missing");

        post("%s");

        assertThat(service.counted("telltale.callback.text.missing")).isEqualTo(before + 1);
        assertThat(
                        service.counted(
                                "telltale.callback.received",
                                "account",
                                "0000123456-00001",
                                "service",
                                "EnhancedConnectivityService",
                                "result",
                                "text-missing"))
                .isPositive();
    }

    @Test
    void wrongCredentialsAreRefused_andNothingIsKept() {
        var body = callback("%s,'smsMessage':'hi'".formatted(DEVICE).replace('\'', '"'));

        var answer =
                service.post(LIVE, BodyPublishers.ofString(body.replace(PASSWORD, "demo-wrong")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(service.written()).isEmpty();
    }

    @Test
    void logsOneLineWithoutContent_andWarnsAtTheLastAttempt() {
        var before = service.counted("telltale.callback.last.attempts");

        post(
                "'requestId':'r-9',%s,'smsMessage':'"
                        + TEXT
                        + "','callbackCount':4,'maxCallbackThreshold':4");

        assertThat(service.logged())
                .contains(
                        "INFO callback for 0000123456-00001 EnhancedConnectivityService: request"
                                + " r-9, 1 rows, attempt 4 of 4",
                        "WARN request r-9 for 0000123456-00001 EnhancedConnectivityService came at"
                                + " the last attempt")
                .noneMatch(line -> line.contains(TEXT) || line.contains("demo-"));
        assertThat(service.counted("telltale.callback.last.attempts")).isEqualTo(before + 1);
    }

    @Test
    void answers503_whenTheBrokersDoNotAcknowledge_andWarnsAllTheSame() {
        try (var away = new CallbackUnderTest(Brokers.silent(Duration.ofMillis(200)))) {
            var body =
                    callback(
                            "%s,\"smsMessage\":\"hi\",\"callbackCount\":4,\"maxCallbackThreshold\":4"
                                    .formatted(DEVICE.replace('\'', '"')));

            assertThat(away.post(LIVE, BodyPublishers.ofString(body)).statusCode()).isEqualTo(503);
            assertThat(away.counted("telltale.callback.last.attempts")).isEqualTo(1);
            assertThat(away.counted("telltale.callback.received", "result", "unavailable"))
                    .isEqualTo(1);
        }
    }

    private HttpResponse<String> post(String members) {
        var body = callback(members.replace("%s", DEVICE).replace('\'', '"'));
        return service.post(LIVE, BodyPublishers.ofString(body));
    }
}

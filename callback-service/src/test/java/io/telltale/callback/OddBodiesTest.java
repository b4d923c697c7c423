package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.LIVE;
import static io.telltale.callback.CallbackUnderTest.PASSWORD;
import static io.telltale.callback.CallbackUnderTest.PATH;
import static io.telltale.callback.CallbackUnderTest.PREVIOUS_PASSWORD;
import static io.telltale.callback.CallbackUnderTest.PREVIOUS_USERNAME;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.header;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.SmsEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as networks and gateways leave them: nothing that carries our credentials is lost. */
final class OddBodiesTest {

    private static final String SMS = "device.sms.v1";
    private static final String DEAD_LETTERS = "dead-letter.v1";
    private static final String DEVICE =
            "\"deviceIds\":[{\"id\":\"17022895555\",\"kind\":\"mdn\"}]";
    private static final List<String> CREDENTIALS =
            List.of("demo-callback", PASSWORD, PREVIOUS_USERNAME, PREVIOUS_PASSWORD);

    private final CallbackUnderTest service = new CallbackUnderTest(Brokers.healthy());

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\ttwo", "one\r\ntwo", "\u0001one\u001f"})
    void rawControlCharactersAreKept(String text) {
        assertThat(post(sms(text).getBytes(UTF_8), "application/json").statusCode()).isEqualTo(204);

        assertThat(text()).isEqualTo(text);
    }

    @Test
    void aByteThatIsNoUtf8IsReadAsWindows1252() {
        post(sms("caf\u00e9").getBytes(ISO_8859_1), "application/json");

        assertThat(text()).isEqualTo("café");
    }

    @Test
    void anotherCharsetIsReadWhereItIsDeclared() {
        var charset = Charset.forName("Shift_JIS");

        post(sms("漢字テスト").getBytes(charset), "application/json; charset=shift_jis");

        assertThat(text()).isEqualTo("漢字テスト");
    }

    @Test
    void aCutBodyWithOurCredentialsIsADeadLetterWithoutThem() {
        var whole = sms("the secret text");

        var answer = post(whole.substring(0, whole.length() - 5).getBytes(UTF_8), "text/plain");

        assertThat(answer.statusCode()).isEqualTo(204);
        var letter = service.written(DEAD_LETTERS).getFirst();
        assertThat(header(letter, "telltale_reason")).isEqualTo("NOT_JSON");
        assertThat(header(letter, "telltale_source")).isEqualTo(LIVE);
        assertThat(header(letter, "telltale_detail")).doesNotContain("secret");
        assertThat(new String(letter.value(), UTF_8))
                .contains("\"username\":\"***\"", "the secret t")
                .doesNotContain(CREDENTIALS);
        assertThat(service.counted("telltale.callback.received", "result", "not-json"))
                .isEqualTo(1);
    }

    @Test
    void aCutHistoryIsKeptToo_andAnswersNoRequest() {
        var body = callback("\"requestId\":\"r-1\",\"deviceResponse\":{\"smsEventHistoryRes");

        service.post(PATH, BodyPublishers.ofString(body.substring(0, body.length() - 1)));

        assertThat(service.written()).hasSize(1);
        assertThat(service.written(DEAD_LETTERS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"username\":\"demo-callback\",",
                "{\"username\":\"demo-callback\",\"password\":\"wrong\",",
                "{\"username\":\"demo-callback\",\"password\":\"demo-callback-passwor",
                "[{\"password\":\"demo-callback-password\"}]"
            })
    void aBodyThatIsNoJsonAndHasNotOurCredentialsIsRefused(String body) {
        assertThat(post(body.getBytes(UTF_8), "application/json").statusCode()).isEqualTo(400);
        assertThat(service.written()).isEmpty();
    }

    @Test
    void noCredentialIsKept_howeverABodyIsMangled() {
        var whole =
                sms("the secret text")
                        .replace(
                                "\"deviceIds\"",
                                "\"x\":\"%s\",\"deviceIds\""
                                        .formatted(String.join(" ", CREDENTIALS)));
        var random = new Random(7);
        for (var body : mangled(whole, random)) {
            post(body.getBytes(UTF_8), "application/json");
        }

        assertThat(service.written(DEAD_LETTERS))
                .hasSizeGreaterThan(50)
                .allSatisfy(letter ->
                        assertThat(new String(letter.value(), UTF_8)).doesNotContain(CREDENTIALS));
    }

    private static List<String> mangled(String whole, Random random) {
        var bodies = new ArrayList<String>();
        for (var end = whole.length() / 2; end < whole.length(); end++) {
            bodies.add(whole.substring(0, end));
        }
        for (var index = 0; index < 100; index++) {
            var at = random.nextInt(whole.length());
            bodies.add(whole.substring(0, at) + "{[\"\\,:".charAt(index % 6) + whole.substring(at));
        }
        return bodies;
    }

    private static String sms(String text) {
        return callback("\"requestId\":\"r-1\"," + DEVICE + ",\"smsMessage\":\"" + text + "\"");
    }

    private String text() {
        return service.read(service.written(SMS).getFirst(), SmsEvent.class).getText();
    }

    private HttpResponse<String> post(byte[] body, String contentType) {
        return service.post(LIVE, BodyPublishers.ofByteArray(body), contentType);
    }
}

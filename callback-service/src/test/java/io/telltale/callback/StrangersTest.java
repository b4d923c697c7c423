package io.telltale.callback;

import static io.telltale.callback.CallbackUnderTest.PASSWORD;
import static io.telltale.callback.CallbackUnderTest.PATH;
import static io.telltale.callback.CallbackUnderTest.PREVIOUS_PASSWORD;
import static io.telltale.callback.CallbackUnderTest.PREVIOUS_USERNAME;
import static io.telltale.callback.CallbackUnderTest.callback;
import static io.telltale.callback.CallbackUnderTest.header;
import static io.telltale.callback.CallbackUnderTest.seed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class StrangersTest {

    private static final String OTHER_ACCOUNT =
            "/callbacks/thingspace/0000999999-00001/DeviceService";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"password\": \"demo-wrong-password\"",
                "\"password\": \"\"",
                "\"passwort\": \"x\"",
                "\"password\": null"
            })
    void aWrongPasswordIsRefused_andNothingIsKept(String password) {
        var answer = service.post(seed().replace("\"password\": \"" + PASSWORD + "\"", password));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertNothingIsKept(answer);
    }

    @Test
    void aWrongUserNameIsRefused() {
        var answer = service.post(seed().replace("\"demo-callback\"", "\"demo-stranger\""));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertNothingIsKept(answer);
    }

    @Test
    void thePreviousPasswordStillCounts() {
        assertThat(service.post(seed().replace(PASSWORD, PREVIOUS_PASSWORD)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void thePreviousUserNameStillCounts() {
        assertThat(
                        service.post(
                                        seed().replace(
                                                        "\"demo-callback\"",
                                                        '"' + PREVIOUS_USERNAME + '"'))
                                .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aRejectedSourceIsNamedInTheLog_onceAMinute() {
        var environment =
                Map.of(
                        "TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.0/24",
                        "TELLTALE_CALLBACK_TRUSTED_PROXIES", "127.0.0.1");
        try (var behindProxy = new CallbackUnderTest(Brokers.healthy(), environment)) {
            behindProxy.postForwarded(seed(), "203.0.113.7");
            behindProxy.postForwarded(seed(), "203.0.113.8");

            assertThat(behindProxy.logged())
                    .filteredOn(line -> line.contains("callback unauthorized"))
                    .containsExactly(
                            "WARN callback unauthorized from /203.0.113.7: expected an address"
                                    + " of TELLTALE_CALLBACK_TRUSTED_SOURCES; 0 more since the last"
                                    + " such line");
        }
    }

    @Test
    void everyCounterIsThereFromTheStart_atZero() {
        try (var fresh = new CallbackUnderTest(Brokers.healthy())) {
            assertThat(fresh.manage("/prometheus").body())
                    .contains(
                            "telltale_callback_received_total{account=\"0000123456-00001\",result=\"taken\",service=\"DeviceService\"} 0.0",
                            "telltale_callback_received_total{account=\"-\",result=\"stranger\",service=\"-\"} 0.0",
                            "telltale_callback_last_attempts_total{account=\"0000123456-00001\",service=\"EnhancedConnectivityService\"} 0.0");
        }
    }

    @Test
    void aProxyOfOursSaysWhoCalls_andNobodyElse() {
        var environment =
                Map.of(
                        "TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.0/24",
                        "TELLTALE_CALLBACK_TRUSTED_PROXIES", "127.0.0.1");
        try (var behindProxy = new CallbackUnderTest(Brokers.healthy(), environment)) {
            assertThat(behindProxy.postForwarded(seed(), "192.0.2.9").statusCode()).isEqualTo(204);
            assertThat(
                            behindProxy
                                    .postForwarded(seed(), "203.0.113.1", "192.0.2.9:80")
                                    .statusCode())
                    .isEqualTo(204);
            assertThat(behindProxy.postForwarded(seed(), "192.0.2.9, 203.0.113.1").statusCode())
                    .isEqualTo(401);
            assertThat(behindProxy.postForwarded(seed(), "192.0.2.9, nobody").statusCode())
                    .isEqualTo(401);
            assertThat(behindProxy.post(seed()).statusCode()).isEqualTo(401);
        }
        var direct = Map.of("TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.0/24");
        try (var elsewhere = new CallbackUnderTest(Brokers.healthy(), direct)) {
            assertThat(elsewhere.postForwarded(seed(), "192.0.2.9").statusCode()).isEqualTo(401);
        }
        assertThat(service.postForwarded(seed(), "203.0.113.1").statusCode()).isEqualTo(204);
    }

    @Test
    void countsWhoIsRefused() {
        var before = service.counted("telltale.callback.received", "result", "stranger");
        var refused = service.counted("telltale.callback.received", "result", "refused");

        service.post(OTHER_ACCOUNT, BodyPublishers.ofString(seed()));
        service.post(seed().replace(PASSWORD, "demo-wrong"));

        assertThat(service.counted("telltale.callback.received", "result", "stranger"))
                .isEqualTo(before + 1);
        assertThat(service.counted("telltale.callback.received", "result", "refused"))
                .isEqualTo(refused + 1);
        assertThat(service.manage("/prometheus").body()).doesNotContain("0000999999");
    }

    @Test
    void addressAccountAndCredentialsAreRefusedAlike() {
        var environment = Map.of("TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.1");
        try (var elsewhere = new CallbackUnderTest(Brokers.healthy(), environment)) {
            var wrongAddress = elsewhere.post(seed());
            var wrongAccount = service.post(OTHER_ACCOUNT, BodyPublishers.ofString(seed()));
            var wrongPassword = service.post(seed().replace(PASSWORD, "demo-wrong"));

            assertThat(wrongAddress.statusCode()).isEqualTo(401);
            assertThat(wrongAddress.body()).isEqualTo(wrongPassword.body());
            assertThat(wrongAccount.statusCode()).isEqualTo(401);
            assertThat(wrongAccount.body().replace("0000999999", "0000123456"))
                    .isEqualTo(wrongPassword.body());
            assertThat(elsewhere.written()).isEmpty();
            assertNothingIsKept(wrongAccount);
        }
    }

    @Test
    void aStrangerHearsTheSame_whateverTheBody() {
        var environment = Map.of("TELLTALE_CALLBACK_TRUSTED_SOURCES", "192.0.2.1");
        try (var elsewhere = new CallbackUnderTest(Brokers.healthy(), environment)) {
            assertThat(elsewhere.post("").statusCode()).isEqualTo(401);
            assertThat(elsewhere.post("{").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoMebibytesAreTooLarge(boolean withLength) {
        var body = callback("\"x\":\"" + "y".repeat(2 * 1024 * 1024) + "\"");

        var answer = withLength ? service.post(body) : service.postChunked(body);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:telltale:problem:too-large");
        assertNothingIsKept(answer);
    }

    @Test
    void closeToOneMebibyteIsTaken_evenWhenNothingIsKnownOfIt() {
        var answer = service.postChunked(callback("\"x\":\"" + "y".repeat(1_048_000) + "\""));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(service.written()).hasSize(1);
        assertThat(service.written().getFirst().value()).hasSizeLessThanOrEqualTo(512 * 1024);
    }

    @Test
    void nestingIsLimited_butWhatCarriesOurCredentialsIsKept() {
        var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        var answer = service.post(callback("\"deviceResponse\":" + deep));

        assertThat(answer.statusCode()).isEqualTo(204);
        var letter = service.written().getFirst();
        assertThat(header(letter, "telltale_reason")).isEqualTo("NOT_JSON");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                .contains("{\"a\":{\"a\":")
                .doesNotContain("demo-callback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "7", "\"demo-callback\"", "demo-callback", "{}{"})
    void whatIsNoObjectIsRefused(String body) {
        var answer = service.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:telltale:problem:bad-body");
        assertNothingIsKept(answer);
    }

    @Test
    void anUnknownServiceWordIsAnUnknownPath() {
        var answer =
                service.post(
                        PATH.replace("DeviceService", "NiddService"),
                        BodyPublishers.ofString(seed()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:telltale:problem:unknown-path");
        assertNothingIsKept(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/readiness", "/prometheus", "/callback"})
    void nothingElseIsServed(String path) {
        assertThat(service.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aCallbackCannotBeRead() {
        assertThat(service.get(PATH).statusCode()).isEqualTo(405);
    }

    private void assertNothingIsKept(HttpResponse<String> answer) {
        assertThat(service.written()).isEmpty();
        assertThat(answer.body()).doesNotContain("demo-");
        assertThat(service.logged()).noneMatch(line -> line.contains("demo-"));
    }
}

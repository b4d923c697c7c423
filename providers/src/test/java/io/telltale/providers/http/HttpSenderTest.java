package io.telltale.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpSenderTest {

    private static final HttpCall CALL = HttpCall.get("a");

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void encodesEveryPartOfAnAddress_soThatNoneLeadsElsewhere() {
        var call = HttpCall.get("a/b", "..", "x?y").query("q", "1&z=2 +#");

        server.sender(clock).send(call);

        assertThat(server.asked().getFirst().target())
                .isEqualTo("GET /a%2Fb/%2E%2E/x%3Fy?q=1%26z%3D2%20%2B%23");
    }

    @ParameterizedTest
    @CsvSource({"T1,T1", "a%2Bb%3D,a%2Bb%3D", "a=b+c,a=b+c", "a&b#c,a%26b%23c", "50%,50%25"})
    void leavesAValueThatIsEncodedAsItIs_butNeverLetsItOut(String value, String sent) {
        server.sender(clock).send(CALL.encodedQuery("next", value));

        assertThat(server.asked().getFirst().target()).isEqualTo("GET /a?next=" + sent);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 41, PT41S",
        "503, 5, PT5S",
        "429, 'Thu, 01 Jan 2026 00:02:00 GMT', PT2M",
        "429, 'Wed, 31 Dec 2025 00:00:00 GMT', PT0S",
        "429, 99999999, P1D",
        "429, soon, PT30S"
    })
    void isThrottled_whenTheProviderAsksForPatience(int status, String wait, Duration expected) {
        server.answers("GET /a", status, "{}", "Retry-After", wait);

        assertThat(server.sender(clock).send(CALL)).isEqualTo(new Answer.Throttled<>(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 509, 408})
    void isUnavailable_whenTheProviderIsInTrouble(int status) {
        server.answers("GET /a", status, "<html>oops</html>");

        assertThat(server.sender(clock).send(CALL))
                .isEqualTo(new Answer.Unavailable<>("GET /a: HTTP %d oops".formatted(status)));
    }

    @Test
    void refusesARedirectAndDoesNotFollowIt() {
        server.answers("GET /a", 302, "", "Location", server.address() + "/b");

        var answer = server.sender(clock).send(CALL);

        assertThat(answer).isEqualTo(new Answer.Refused<>(302, "", ""));
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errorCode\":\"INVALID_PARAMETER\",\"errorMessage\":\"m\"}|INVALID_PARAMETER|m",
                "{\"fault\":{\"code\":\"900901\",\"message\":\"m\",\"description\":\"d\"}}|900901|m",
                "{\"error\":\"invalid_grant\",\"error_description\":\"m\"}|invalid_grant|m",
                "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"m\"}}|TooManyRequests|m",
                "{\"code\":403,\"success\":false,\"message\":\"m\"}|403|m",
                "<am:fault xmlns:am=\"http://x\"><am:code>404</am:code><am:message>m</am:message></am:fault>|404|m",
                "[1,2]|''|''",
                "plain text|''|plain text"
            })
    void findsCodeAndMessageInEveryShapeOfError(String body, String code, String message) {
        server.answers("GET /a", 403, body);

        assertThat(server.sender(clock).send(CALL))
                .isEqualTo(new Answer.Refused<>(403, code, message));
    }

    @Test
    void takesSecretsOutOfTheProvidersText() {
        server.answers("GET /a", 400, "{\"errorMessage\":\"bad token s3cret!\"}");

        var answer = server.sender(clock).send(CALL.hiding(new Secret("s3cret")));

        assertThat(answer).isEqualTo(new Answer.Refused<>(400, "", "bad token ***!"));
    }

    @Test
    void doesNotKeepABodyThatIsTooLarge() {
        server.answers("GET /a", 200, "x".repeat(1001));

        var answer = server.sender(limits(Duration.ofSeconds(20), 1000), clock).send(CALL);

        assertThat(answer).isInstanceOf(Answer.Unreadable.class);
    }

    @Test
    void keepsABodyThatJustFits() {
        server.answers("GET /a", 200, "x".repeat(1000));

        var answer = server.sender(limits(Duration.ofSeconds(20), 1000), clock).send(CALL);

        assertThat(answer).isInstanceOf(Answer.Got.class);
    }

    @Test
    void givesUp_whenABodyDoesNotEndInTime() {
        var testIsOver = new CountDownLatch(1);
        server.answers(
                "GET /a",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        testIsOver.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        var answer = server.sender(limits(Duration.ofMillis(300), 1000), clock).send(CALL);
        testIsOver.countDown();

        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void isUnavailable_whenTheConnectionBreaks() {
        server.answers("GET /a", exchange -> exchange.sendResponseHeaders(200, 100));

        assertThat(server.sender(clock).send(CALL)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void isUnavailable_whenNobodyListens() {
        try (var sender =
                new HttpSender(
                        URI.create("http://127.0.0.1:1"),
                        SendLimits.USUAL,
                        clock,
                        RequestBudget.unlimited(),
                        ProxySettings.UNSET)) {
            assertThat(sender.send(CALL)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void isUnavailable_onceClosed() {
        var sender = server.sender(clock);
        sender.close();

        assertThat(sender.send(CALL)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void doesNotShowAHeaderThatCannotBeSent() {
        var answer = server.sender(clock).send(CALL.header("X", "", new Secret("s3cret\n")));

        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        assertThat(answer.toString()).doesNotContain("s3cret");
    }

    @Test
    void sendsNothing_whenThePermitEndsWhileItWaitsForTheBudget() {
        var permit = new Permit("t", System.nanoTime() + Duration.ofMillis(200).toNanos());
        var time = new FakeTime();
        var budget =
                new RequestBudget(
                        OptionalInt.of(60),
                        time,
                        nanos -> {
                            while (permit.holds()) {
                                Thread.onSpinWait();
                            }
                            time.park(nanos);
                        });

        var answer = server.sender(SendLimits.USUAL, clock, budget).send(CALL.under(permit));

        assertThat(answer)
                .isEqualTo(new Answer.Unavailable<>("GET /a: not sent, its permit has ended"));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void holdsTheWholeAccount_whenOneAnswerAsksForPatience() {
        var time = new FakeTime();
        var budget = new RequestBudget(OptionalInt.empty(), time, time);
        server.answers("GET /a", 429, "", "Retry-After", "41");
        server.answers("GET /b", 200, "{}");
        server.sender(SendLimits.USUAL, clock, budget).send(CALL);
        var other = server.sender(SendLimits.USUAL, clock, budget);

        assertThat(other.send(HttpCall.get("b")))
                .isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(41)));
        time.pass(Duration.ofSeconds(41));
        assertThat(other.send(HttpCall.get("b"))).isInstanceOf(Answer.Got.class);
        assertThat(server.asked("GET /b")).hasSize(1);
    }

    @Test
    void holdsTheWholeAccount_whenAnAnswerDoesNotSayHowLong() {
        var time = new FakeTime();
        var budget = new RequestBudget(OptionalInt.empty(), time, time);
        server.answers("GET /a", 429, "");
        server.answers("GET /b", 200, "{}");
        var sender = server.sender(SendLimits.USUAL, clock, budget);

        assertThat(sender.send(CALL))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        throttled ->
                                assertThat(throttled.retryAfter())
                                        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)));
        assertThat(sender.send(HttpCall.get("b"))).isInstanceOf(Answer.Got.class);
        assertThat(time.currentTimeNanos()).isGreaterThanOrEqualTo(500_000_000);
    }

    @Test
    void holdsLongerEachTime_untilAnAnswerComes() {
        var time = new FakeTime();
        var budget = new RequestBudget(OptionalInt.empty(), time, time);
        server.answers("GET /a", 429, "");
        server.answers("GET /b", 200, "{}");
        var sender = server.sender(SendLimits.USUAL, clock, budget);

        for (var most : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            assertThat(throttledFor(sender.send(CALL)))
                    .isBetween(Duration.ofSeconds(most).dividedBy(2), Duration.ofSeconds(most));
            time.pass(Duration.ofMinutes(1));
        }
        sender.send(HttpCall.get("b"));
        assertThat(throttledFor(sender.send(CALL)))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    private static Duration throttledFor(Answer<HttpReply> answer) {
        assertThat(answer).isInstanceOf(Answer.Throttled.class);
        return ((Answer.Throttled<HttpReply>) answer).retryAfter();
    }

    @Test
    void isUnavailable_whenInterruptedWhileItWaitsForTheBudget() {
        Thread.currentThread().interrupt();

        var answer = server.sender(clock).send(CALL);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        assertThat(server.asked()).isEmpty();
    }

    private static SendLimits limits(Duration total, int bodyBytes) {
        return new SendLimits(Duration.ofSeconds(5), total, bodyBytes, new ResponseMemoryBudget(1));
    }
}

package io.telltale.providers.thingspace.signin;

import static io.telltale.providers.thingspace.signin.SignedIn.LOGIN;
import static io.telltale.providers.thingspace.signin.SignedIn.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ThingSpaceSessionTest {

    private static final HttpCall CALL = HttpCall.get("x");
    private static final String X = "GET /x";
    private static final String BEARER_REFUSED =
            "{\"fault\":{\"code\":\"900901\",\"message\":\"Invalid Credentials\"}}";
    private static final String SESSION_EXPIRED =
            "{\"errorCode\":\"UnifiedWebService.REQUEST_FAILED.SessionToken.Expired\",\"errorMessage\":\"m\"}";

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void signsInWithBothCredentials_andSendsBothTokens() {
        server.answers(X, 200, "{}");

        SignedIn.session(server, clock).send(CALL);

        var token = server.asked(TOKEN).getFirst();
        assertThat(token.headers().get("Authorization"))
                .isEqualTo("Basic a2V5Om9hdXRoLXMzY3JldA==");
        assertThat(token.body()).isEqualTo("grant_type=client_credentials");
        var login = server.asked(LOGIN).getFirst();
        assertThat(login.headers().get("Authorization")).isEqualTo("Bearer access-1");
        assertThat(login.body()).isEqualTo("{\"username\":\"user\",\"password\":\"uws-s3cret\"}");
        assertThat(server.asked(X).getFirst().headers())
                .containsEntry("Authorization", "Bearer access-1")
                .containsEntry("Vz-m2m-token", "bcce3ea6-fe4f-4952-bacf-eadd80718e83");
    }

    @Test
    void readsARecordedToken() {
        server.answers(TOKEN, 200, Payload.text("thingspace/oauth-token.json"));
        server.answers(LOGIN, 200, Payload.text("thingspace/session-login.json"));
        server.answers(X, 200, "{}");

        SignedIn.fresh(server, clock).send(CALL);

        assertThat(server.asked(X).getFirst().headers())
                .containsEntry("Authorization", "Bearer access_token4");
    }

    @Test
    void signsInOnce_forManyRequests() {
        server.answers(X, 200, "{}");
        var session = SignedIn.session(server, clock);

        session.send(CALL);
        session.send(CALL);

        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void signsInOnce_forManyThreads() throws Exception {
        server.answers(X, 200, "{}");
        var session = SignedIn.session(server, clock);
        Callable<Answer<?>> send = () -> session.send(CALL);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sent : threads.invokeAll(Stream.generate(() -> send).limit(20).toList())) {
                assertThat(sent.get()).isInstanceOf(Answer.Got.class);
            }
        }

        assertThat(server.asked(TOKEN)).hasSize(1);
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void signsInAgainAndRepeats_whenTheBearerIsRefusedOnce() {
        server.answers(TOKEN, 200, SignedIn.token("access-1", 3600));
        server.answers(TOKEN, 200, SignedIn.token("access-2", 3600));
        server.answers(LOGIN, 200, SignedIn.login("s"));
        server.answers(X, 401, BEARER_REFUSED);
        server.answers(X, 200, "{}");

        assertThat(SignedIn.fresh(server, clock).send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(server.asked(X).getLast().headers())
                .containsEntry("Authorization", "Bearer access-2");
    }

    @Test
    void signsInAgainAndRepeats_whenTheSessionExpired() {
        server.answers(TOKEN, 200, SignedIn.token("a", 3600));
        server.answers(LOGIN, 200, SignedIn.login("session-1"));
        server.answers(LOGIN, 200, SignedIn.login("session-2"));
        server.answers(X, 400, SESSION_EXPIRED);
        server.answers(X, 200, "{}");

        assertThat(SignedIn.fresh(server, clock).send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(server.asked(X).getLast().headers()).containsEntry("Vz-m2m-token", "session-2");
    }

    @Test
    void passesAnotherRefusalOn_withoutSigningInAgain() {
        server.answers(X, 400, "{\"errorCode\":\"INVALID_PARAMETER\",\"errorMessage\":\"m\"}");

        assertThat(SignedIn.session(server, clock).send(CALL))
                .isEqualTo(new Answer.Refused<>(400, "INVALID_PARAMETER", "m"));
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void isUnavailable_whenAFreshSessionEndsToo_andSignsInEverMoreSlowly() {
        server.answers(X, 401, BEARER_REFUSED);
        var session = SignedIn.session(server, clock);

        assertThat(session.send(CALL)).isInstanceOf(Answer.Unavailable.class);
        assertThat(server.asked(X)).hasSize(2);
        for (var wait : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            var before = server.asked(LOGIN).size();
            assertThat(session.send(CALL)).isInstanceOf(Answer.Unavailable.class);
            clock.pass(Duration.ofSeconds(wait).minusMillis(1));
            session.send(CALL);
            assertThat(server.asked(LOGIN)).as("after %d s", wait).hasSize(before);
            clock.pass(Duration.ofMillis(1));
            session.send(CALL);
            assertThat(server.asked(LOGIN)).as("after %d s", wait).hasSize(before + 1);
        }
    }

    @Test
    void signsInAtOnceAgain_whenARequestSucceededSinceTheLastSignIn() {
        server.answers(X, 401, BEARER_REFUSED);
        server.answers(X, 401, BEARER_REFUSED);
        server.answers(X, 200, "{}");
        server.answers(X, 401, BEARER_REFUSED);
        server.answers(X, 200, "{}");
        var session = SignedIn.session(server, clock);
        session.send(CALL);
        clock.pass(Duration.ofSeconds(1));
        assertThat(session.send(CALL)).isInstanceOf(Answer.Got.class);

        assertThat(session.send(CALL)).isInstanceOf(Answer.Got.class);
    }

    @Test
    void renewsTheSessionOnly_whenOnlyThatEnded() {
        server.answers(X, 400, SESSION_EXPIRED);
        server.answers(X, 200, "{}");

        SignedIn.session(server, clock).send(CALL);

        assertThat(server.asked(TOKEN)).hasSize(1);
        assertThat(server.asked(LOGIN)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | {"errorCode":"X.INPUT_INVALID.SessionToken.Invalid","errorMessage":"m"}
                    400 | {"errorCode":"X.REQUEST_FAILED.SessionToken.Format","errorMessage":"m"}
                    401 | {"errorCode":"x.request_failed.sessiontoken.expired","errorMessage":"m"}
                    401 | {"fault":{"code":900902,"message":"Missing Credentials"}}
                    400 | {"fault":{"code":"900901","message":"Invalid Credentials"}}
                    401 | ''
                    401 | Unauthorized
                    401 | <am:fault xmlns:am="http://wso2.org/apimanager"><am:code>900901</am:code></am:fault>
                    403 | <am:fault xmlns:am="http://wso2.org/apimanager"><am:code>404</am:code></am:fault>
                    """)
    void signsInOnceAndRepeatsOnce_whateverTheAnswerThatItEndedLooksLike(int status, String body) {
        server.answers(X, status, body);
        server.answers(X, 200, "{}");

        assertThat(SignedIn.session(server, clock).send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(server.asked(X)).hasSize(2);
        assertThat(server.asked(LOGIN)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void doesNotSignInAgain_whenTheServiceRefusesTheRequestItself(int status) {
        server.answers(X, status, "{\"errorCode\":\"INVALID_ACCESS\",\"errorMessage\":\"m\"}");

        assertThat(SignedIn.session(server, clock).send(CALL))
                .isEqualTo(new Answer.Refused<>(status, "INVALID_ACCESS", "m"));
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, 900908", "403, 900908", "403, 900910"})
    void doesNotSignInAgain_whenTheGatewayDoesNotPermitTheRequest(int status, String code) {
        server.answers(
                X,
                status,
                "{\"fault\":{\"code\":%s,\"message\":\"Resource forbidden\"}}".formatted(code));

        assertThat(SignedIn.session(server, clock).send(CALL))
                .isEqualTo(new Answer.Refused<>(status, code, "Resource forbidden"));
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void signsInOnce_forManyThreadsThatFindTheSameSessionEnded() throws Exception {
        server.answers(TOKEN, 200, SignedIn.token("a", 3600));
        server.answers(LOGIN, 200, SignedIn.login("session-1"));
        server.answers(LOGIN, 200, SignedIn.login("session-2"));
        var arrived = new CountDownLatch(10);
        server.answers(
                X,
                exchange -> {
                    var ended =
                            "session-1"
                                    .equals(exchange.getRequestHeaders().getFirst("VZ-M2M-Token"));
                    if (ended) {
                        arrived.countDown();
                        awaitAll(arrived);
                    }
                    exchange.sendResponseHeaders(ended ? 401 : 200, -1);
                });
        var session = SignedIn.fresh(server, clock);
        Callable<Answer<?>> send = () -> session.send(CALL);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sent : threads.invokeAll(Stream.generate(() -> send).limit(10).toList())) {
                assertThat(sent.get()).isInstanceOf(Answer.Got.class);
            }
        }

        assertThat(server.asked(LOGIN)).hasSize(2);
    }

    private static void awaitAll(CountDownLatch arrived) {
        try {
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void renewsTheBearer_whenTheLoginDoesNotTakeIt_andCountsNoWrongPassword() {
        server.answers(TOKEN, 200, SignedIn.token("bearer-1", 3600));
        server.answers(TOKEN, 200, SignedIn.token("bearer-2", 3600));
        server.answers(LOGIN, 200, SignedIn.login("session-1"));
        server.answers(LOGIN, 401, BEARER_REFUSED);
        server.answers(LOGIN, 200, SignedIn.login("session-2"));
        server.answers(X, 400, SESSION_EXPIRED);
        server.answers(X, 200, "{}");

        assertThat(SignedIn.fresh(server, clock).send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(server.asked(X).getLast().headers())
                .containsEntry("Authorization", "Bearer bearer-2")
                .containsEntry("Vz-m2m-token", "session-2");
    }

    @Test
    void isUnavailable_whenTheLoginDoesNotTakeAFreshBearer() {
        server.answers(TOKEN, 200, SignedIn.token("bearer-1", 3600));
        server.answers(LOGIN, 401, BEARER_REFUSED);

        assertThat(SignedIn.fresh(server, clock).send(CALL))
                .isEqualTo(
                        new Answer.Unavailable<>(
                                "session login: a fresh bearer was not taken: HTTP 401 900901"
                                        + " Invalid Credentials"));
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void repeatsNothing_whenThePermitEndedMeanwhile() {
        var permit = new Permit("t", System.nanoTime() + Duration.ofMillis(300).toNanos());
        server.answers(
                X,
                exchange -> {
                    while (permit.holds()) {
                        Thread.onSpinWait();
                    }
                    exchange.sendResponseHeaders(401, -1);
                });

        assertThat(SignedIn.session(server, clock).send(CALL.under(permit)))
                .isEqualTo(new Answer.Unavailable<>("GET /x: not sent, its permit has ended"));
        assertThat(server.asked(X)).hasSize(1);
    }

    @Test
    void usesABearerForAnHour_whenItDoesNotSayHowLong() {
        server.answers(TOKEN, 200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
        server.answers(LOGIN, 200, SignedIn.login("s"));
        server.answers(X, 200, "{}");
        var session = SignedIn.fresh(server, clock);
        for (var minutes = 0; minutes < 59; minutes++) {
            session.send(CALL);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(server.asked(TOKEN)).hasSize(1);

        session.send(CALL);

        assertThat(server.asked(TOKEN)).hasSize(2);
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void goesOn_withABearerThatHasLittleLeft() {
        server.answers(TOKEN, 200, SignedIn.token("a", 0));
        server.answers(LOGIN, 200, SignedIn.login("s"));
        server.answers(X, 200, "{}");
        var session = SignedIn.fresh(server, clock);

        for (var request = 0; request < 5; request++) {
            assertThat(session.send(CALL)).isInstanceOf(Answer.Got.class);
        }
        assertThat(server.asked(LOGIN)).hasSize(1);
    }

    @Test
    void letsOtherRequestsGoOn_whenOneIsRefusedWithFreshTokens() {
        server.answers(X, 401, BEARER_REFUSED);
        server.answers("GET /y", 200, "{}");
        var session = SignedIn.session(server, clock);
        session.send(CALL);

        assertThat(session.send(HttpCall.get("y"))).isInstanceOf(Answer.Got.class);
    }

    @Test
    void triesAWrongPasswordOnce_andAgainOnlyAfterAGrowingPause() {
        server.answers(TOKEN, 200, SignedIn.token("a", 86_400));
        server.answers(LOGIN, 400, "{\"errorCode\":\"e\",\"errorMessage\":\"no uws-s3cret\"}");
        var session = SignedIn.fresh(server, clock);

        var failed = session.send(CALL);
        session.send(CALL);
        assertThat(server.asked(LOGIN)).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        session.send(CALL);
        assertThat(server.asked(LOGIN)).hasSize(2);
        clock.pass(Duration.ofMinutes(9));
        session.send(CALL);
        assertThat(server.asked(LOGIN)).hasSize(2);
        clock.pass(Duration.ofMinutes(1));
        session.send(CALL);
        assertThat(server.asked(LOGIN)).hasSize(3);

        assertThat(failed)
                .isEqualTo(new Answer.SignInFailed<>("session login refused: HTTP 400 e no ***"));
        assertThat(server.asked(X)).isEmpty();
    }

    @Test
    void signsInAgain_onceTheRightPasswordIsKnown() {
        server.answers(TOKEN, 200, SignedIn.token("a", 86_400));
        server.answers(LOGIN, 400, "{}");
        server.answers(LOGIN, 200, SignedIn.login("s"));
        server.answers(X, 200, "{}");
        var session = SignedIn.fresh(server, clock);
        session.send(CALL);
        clock.pass(Duration.ofMinutes(1));

        assertThat(session.send(CALL)).isInstanceOf(Answer.Got.class);
    }

    @Test
    void failsToSignIn_whenTheOAuthSecretIsWrong() {
        server.answers(TOKEN, 401, "{\"error\":\"invalid_client\"}");
        var session = SignedIn.fresh(server, clock);

        assertThat(session.send(CALL))
                .isEqualTo(
                        new Answer.SignInFailed<>("OAuth token refused: HTTP 401 invalid_client"));
        session.send(CALL);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void isUnavailableAndTriesAgain_whenSigningInMeetsAServerError() {
        server.answers(TOKEN, 500, "");
        server.answers(TOKEN, 200, SignedIn.token("a", 3600));
        server.answers(LOGIN, 200, SignedIn.login("s"));
        server.answers(X, 200, "{}");
        var session = SignedIn.fresh(server, clock);

        assertThat(session.send(CALL)).isInstanceOf(Answer.Unavailable.class);
        assertThat(session.send(CALL)).isInstanceOf(Answer.Got.class);
    }

    /** Most polls of an account meet the wait and not the failure itself. */
    @Test
    void saysWhatTheLastSignInFailedOf_whileTheNextOneWaits() {
        server.answers(TOKEN, 500, "gateway down");
        var session = SignedIn.fresh(server, clock);
        var failed = reason(session.send(CALL));
        session.send(CALL);

        assertThat(reason(session.send(CALL)))
                .isEqualTo(
                        "%s; the next sign-in is tried at %s"
                                .formatted(failed, clock.instant().plusSeconds(1)));
        assertThat(failed).endsWith("HTTP 500 gateway down");
    }

    private static String reason(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return ((Answer.Unavailable<?>) answer).reason();
    }

    @Test
    void doesNotKeepTheBodyOfASignInThatCannotBeRead() {
        server.answers(TOKEN, 200, "{\"access_token\":\"a-very-secret-tok");

        var answer = SignedIn.fresh(server, clock).send(CALL);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unreadable.class,
                        unreadable -> assertThat(unreadable.body()).isEmpty());
    }

    @Test
    void renewsTheBearerAheadOfTime() {
        server.answers(X, 200, "{}");
        var session = SignedIn.session(server, clock);
        session.send(CALL);

        for (var minutes = 10; minutes <= 50; minutes += 10) {
            clock.pass(Duration.ofMinutes(10));
            session.send(CALL);
        }
        assertThat(server.asked(TOKEN)).hasSize(1);
        clock.pass(Duration.ofMinutes(9));
        session.send(CALL);

        assertThat(server.asked(TOKEN)).hasSize(2);
    }

    @Test
    void renewsASessionThatWasIdleForNearly20Minutes() {
        server.answers(X, 200, "{}");
        var session = SignedIn.session(server, clock);
        session.send(CALL);
        clock.pass(Duration.ofMinutes(18));
        session.send(CALL);
        assertThat(server.asked(LOGIN)).hasSize(1);

        clock.pass(Duration.ofMinutes(19));
        session.send(CALL);

        assertThat(server.asked(LOGIN)).hasSize(2);
    }
}

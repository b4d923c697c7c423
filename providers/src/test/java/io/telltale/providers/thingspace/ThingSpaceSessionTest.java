package io.telltale.providers.thingspace;

import static io.telltale.providers.thingspace.SignedIn.LOGIN;
import static io.telltale.providers.thingspace.SignedIn.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.page.Answer;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

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
    void failsWithoutALoop_whenFreshTokensAreRefused() {
        server.answers(X, 401, BEARER_REFUSED);
        var session = SignedIn.session(server, clock);

        var first = session.send(CALL);
        var second = session.send(CALL);

        assertThat(first).isInstanceOf(Answer.SignInFailed.class);
        assertThat(second).isInstanceOf(Answer.SignInFailed.class);
        assertThat(server.asked(LOGIN)).hasSize(2);
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

package io.telltale.providers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.SignInHold;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class GraphSessionTest {

    static final String TOKEN = "POST /consumers/oauth2/v2.0/token";
    private static final HttpCall CALL = HttpCall.get("beta", "x");
    private static final String X = "GET /beta/x";

    @RegisterExtension final ProviderServer graph = new ProviderServer();
    @RegisterExtension final ProviderServer login = new ProviderServer();
    private final SetClock clock = new SetClock();
    private final KeptTokens kept = new KeptTokens();

    @Test
    void tradesTheRefreshToken() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        graph.answers(X, 200, "{}");

        assertThat(session().send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(login.asked().getFirst().body())
                .isEqualTo(
                        "client_id=client&grant_type=refresh_token&refresh_token=refresh%2B1"
                                + "&scope=offline_access+https%3A%2F%2Fgraph.microsoft.com%2FDevice.Command"
                                + "&client_secret=client-s3cret");
        assertThat(graph.asked().getFirst().headers())
                .containsEntry("Authorization", "Bearer access-1");
    }

    @Test
    void takesATokenThatIsLongerThanAWord() {
        var access = "a".repeat(5000);
        login.answers(TOKEN, 200, token(access, "refresh-2"));
        graph.answers(X, 200, "{}");

        assertThat(session().send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(graph.asked().getFirst().headers())
                .containsEntry("Authorization", "Bearer " + access);
    }

    @Test
    void keepsTheRotatedTokenBeforeItUsesTheAccessToken() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        graph.answers(
                X,
                exchange -> {
                    kept.events.add("used");
                    exchange.sendResponseHeaders(200, -1);
                });

        session().send(CALL);

        assertThat(kept.events).containsExactly("kept refresh-2", "used");
    }

    @Test
    void forgetsTheAccessToken_whenTheRotatedTokenIsNotKept() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        login.answers(TOKEN, 200, token("access-2", "refresh-3"));
        graph.answers(X, 200, "{}");
        kept.broken = true;
        var session = session();

        assertThatThrownBy(() -> session.send(CALL)).isInstanceOf(IllegalStateException.class);
        assertThat(graph.asked()).isEmpty();
        kept.broken = false;
        session.send(CALL);

        assertThat(kept.events).containsExactly("kept refresh-3");
        assertThat(graph.asked())
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked.headers())
                                .containsEntry("Authorization", "Bearer access-2"));
    }

    @Test
    void keepsTheAccessToken_untilAMinuteBeforeItEnds() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        login.answers(TOKEN, 200, token("access-2", "refresh-3"));
        graph.answers(X, 200, "{}");
        var session = session();
        session.send(CALL);
        clock.pass(Duration.ofSeconds(3538));
        session.send(CALL);
        assertThat(login.asked()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        session.send(CALL);

        assertThat(login.asked().getLast().body()).contains("refresh_token=refresh-2&");
    }

    @Test
    void asksForAFreshTokenAndRepeats_whenTheTokenIsRefusedOnce() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        login.answers(TOKEN, 200, token("access-2", "refresh-3"));
        graph.answers(X, 401, "{}");
        graph.answers(X, 200, "{}");

        assertThat(session().send(CALL)).isInstanceOf(Answer.Got.class);
        assertThat(graph.asked().getLast().headers())
                .containsEntry("Authorization", "Bearer access-2");
    }

    @Test
    void keepsTheAccountUsable_whenManyRequestsAreRefusedAtOnce() {
        login.answers(TOKEN, 200, token("access", "refresh-2"));
        graph.answers(X, 401, "{}");
        graph.answers("GET /beta/y", 200, "{}");
        var session = session();

        for (var many = 0; many < 20; many++) {
            assertThat(session.send(CALL)).isInstanceOf(Answer.Unavailable.class);
        }

        assertThat(session.send(HttpCall.get("beta", "y"))).isInstanceOf(Answer.Got.class);
    }

    @Test
    void asksForNoTokenAgain_forARequestThatIsRefusedWithEveryOne() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        login.answers(TOKEN, 200, token("access-2", "refresh-3"));
        graph.answers(X, 401, "{}");
        graph.answers("GET /beta/y", 200, "{}");
        var session = session();

        for (var poll = 0; poll < 10; poll++) {
            assertThat(session.send(CALL)).isInstanceOf(Answer.Unavailable.class);
            assertThat(session.send(HttpCall.get("beta", "y"))).isInstanceOf(Answer.Got.class);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(login.asked()).hasSize(2);
    }

    @Test
    void asksForFreshTokensEverMoreRarely_whileNoRequestIsTaken() {
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        login.answers(TOKEN, 200, token("access-2", "refresh-3"));
        login.answers(TOKEN, 200, token("access-3", "refresh-4"));
        graph.answers(X, 401, "{}");
        var session = session();

        for (var minute = 0; minute < 10; minute++) {
            session.send(CALL);
            session.send(CALL);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(login.asked()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void failsToSignInOnce_whenAPersonHasToSignInAgain() {
        login.answers(
                TOKEN,
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"refresh+1 expired\"}");
        var session = session();

        assertThat(session.send(CALL))
                .isEqualTo(
                        new Answer.SignInFailed<>(
                                "token refresh refused: HTTP 400 invalid_grant *** expired; a"
                                        + " person has to sign in again"));
        session.send(CALL);
        assertThat(login.asked()).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        session.send(CALL);
        assertThat(login.asked()).hasSize(2);
        assertThat(graph.asked()).isEmpty();
    }

    @Test
    void triesTheTokenBefore_whenTheLastOneIsNoLongerGood_andKeepsWhatItBrings() {
        kept.candidates = List.of(new Secret("last"), new Secret("before"), new Secret("first"));
        login.answers(TOKEN, 400, "{\"error\":\"invalid_grant\"}");
        login.answers(TOKEN, 200, token("access-1", "refresh-2"));
        graph.answers(X, 200, "{}");

        assertThat(session().send(CALL)).isInstanceOf(Answer.Got.class);

        assertThat(refreshTokensAsked()).containsExactly("last", "before");
        assertThat(kept.candidates).map(Secret::reveal).containsExactly("refresh-2", "before");
    }

    @Test
    void triesEachTokenOnce_andThenAPersonHasToSignIn() {
        kept.candidates = List.of(new Secret("last"), new Secret("before"), new Secret("first"));
        login.answers(TOKEN, 400, "{\"error\":\"invalid_grant\"}");
        var session = session();

        assertThat(session.send(CALL)).isInstanceOf(Answer.SignInFailed.class);
        assertThat(session.send(CALL)).isInstanceOf(Answer.SignInFailed.class);

        assertThat(refreshTokensAsked()).containsExactly("last", "before", "first");
    }

    @Test
    void triesNoOtherToken_whenItIsTheApplicationThatIsRefused() {
        kept.candidates = List.of(new Secret("last"), new Secret("before"));
        login.answers(TOKEN, 401, "{\"error\":\"invalid_client\"}");

        assertThat(session().send(CALL)).isInstanceOf(Answer.SignInFailed.class);

        assertThat(refreshTokensAsked()).containsExactly("last");
    }

    @Test
    void sendsNoRefreshToken_onceTheLeaveHasEnded() {
        kept.leaveNanos = -1;

        assertThat(session().send(CALL)).isInstanceOf(Answer.Unavailable.class);

        assertThat(login.asked()).isEmpty();
    }

    private List<String> refreshTokensAsked() {
        return login.asked().stream()
                .map(asked -> asked.body().replaceAll(".*refresh_token=([^&]*)&scope.*", "$1"))
                .toList();
    }

    @Test
    void isThrottled_whenGraphAsksForPatience() {
        login.answers(TOKEN, 200, token("access", "refresh-2"));
        graph.answers(X, 429, Payload.text("graph/throttled.json"), "Retry-After", "315");

        assertThat(session().send(CALL)).isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(315)));
    }

    private GraphSession session() {
        return new GraphSession(
                graph.sender(clock),
                login.sender(clock),
                new GraphCredentials(
                        "client",
                        Optional.of(new Secret("client-s3cret")),
                        GraphCredentials.USUAL_SCOPE),
                kept,
                SignInHold.afterRefusals(clock),
                clock);
    }

    static String token(String access, String refresh) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"%s\",\"refresh_token\":\"%s\"}"
                .formatted(access, refresh);
    }

    /** Keeps the tokens in memory and says when. */
    static final class KeptTokens implements RefreshTokenStore {
        private final List<String> events = new ArrayList<>();
        private List<Secret> candidates = List.of(new Secret("refresh+1"));
        private long leaveNanos = Duration.ofMinutes(1).toNanos();
        private boolean broken;

        @Override
        public List<Secret> candidates() {
            return candidates;
        }

        @Override
        public Permit permit() {
            return new Permit("refresh", System.nanoTime() + leaveNanos);
        }

        @Override
        public void keep(Secret used, Secret next) {
            if (broken) {
                throw new IllegalStateException("not kept");
            }
            events.add("kept " + next.reveal());
            candidates = List.of(next, used);
        }
    }
}

package io.telltale.simulator.thingspace.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    private static final String KEY_PAIR = "demo-key:demo-secret";

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void issuesTheSameTokenWithinItsHour() {
        var first = ThingSpaceCaller.token(simulator, KEY_PAIR);
        simulator.clock().move(Duration.ofMinutes(59));
        var second = ThingSpaceCaller.token(simulator, KEY_PAIR);

        assertThat(second.body().path("access_token")).isEqualTo(first.body().path("access_token"));
        assertThat(second.body().path("expires_in").asInt()).isEqualTo(60);
    }

    @Test
    void issuesANewToken_afterTheHour() {
        var caller = ThingSpaceCaller.signedIn(simulator);
        simulator.clock().move(Duration.ofMinutes(60));

        assertThat(caller.queue("").body().at("/fault/code").asText()).isEqualTo("900901");
        assertThat(ThingSpaceCaller.token(simulator, KEY_PAIR).body().path("access_token").asText())
                .isNotEqualTo(caller.bearer());
    }

    @Test
    void refusesAWrongSecret() {
        assertThat(ThingSpaceCaller.token(simulator, "demo-key:wrong").status()).isEqualTo(401);
    }

    @Test
    void refusesACallWithoutBearer() {
        var answer = simulator.get("/api/m2m/v1/callbacks/" + RunningSimulator.ACCOUNT);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().at("/fault/code").asText()).isEqualTo("900902");
    }

    @Test
    void refusesACallWithoutSession() {
        var caller = ThingSpaceCaller.signedIn(simulator);

        var answer = new ThingSpaceCaller(simulator, caller.bearer(), "made-up").queue("");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errorCode").asText())
                .isEqualTo("UnifiedWebService.INPUT_INVALID.SessionToken.Invalid");
    }

    @Test
    void locksTheUser_afterFiveWrongPasswordsInARow_evenOverARestart() {
        var bearer = ThingSpaceCaller.signedIn(simulator).bearer();
        for (var failure = 1; failure <= 5; failure++) {
            var refused = ThingSpaceCaller.login(simulator, bearer, "wrong");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().path("errorCode").isTextual()).isTrue();
        }
        simulator.restart();

        var answer = ThingSpaceCaller.login(simulator, bearer, "demo-password");

        assertThat(answer.body().path("errorCode").asText())
                .isEqualTo("UnifiedWebService.REQUEST_FAILED.Login.Locked");
    }

    @Test
    void aSuccessfulLoginForgetsTheFailuresBefore() {
        var bearer = ThingSpaceCaller.signedIn(simulator).bearer();
        for (var failure = 1; failure <= 4; failure++) {
            ThingSpaceCaller.login(simulator, bearer, "wrong");
        }
        ThingSpaceCaller.login(simulator, bearer, "demo-password");
        ThingSpaceCaller.login(simulator, bearer, "wrong");

        assertThat(ThingSpaceCaller.login(simulator, bearer, "demo-password").status())
                .isEqualTo(200);
    }

    @Test
    void endsASessionAfter20MinutesWithoutUse() {
        var caller = ThingSpaceCaller.signedIn(simulator);
        simulator.clock().move(Duration.ofMinutes(19));
        assertThat(caller.queue("").status()).isEqualTo(200);
        simulator.clock().move(Duration.ofMinutes(19));
        assertThat(caller.queue("").status()).isEqualTo(200);
        simulator.clock().move(Duration.ofMinutes(21));

        var answer = caller.queue("");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errorCode").asText())
                .isEqualTo("UnifiedWebService.REQUEST_FAILED.SessionToken.Expired");
    }

    @Test
    void tokenAndSessionSurviveARestart() {
        var caller = ThingSpaceCaller.signedIn(simulator);

        simulator.restart();

        assertThat(caller.queue("").status()).isEqualTo(200);
    }
}

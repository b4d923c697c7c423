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

    @Test
    void aRevokedTokenIsRefused_andTheNextIsNew() {
        var caller = ThingSpaceCaller.signedIn(simulator);

        var revoked =
                simulator.post(
                        "/api/ts/v1/oauth2/revoke",
                        "grant_type=client_credentials&token=" + caller.bearer(),
                        "Authorization",
                        "Basic ZGVtby1rZXk6ZGVtby1zZWNyZXQ=",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text()).isEmpty();
        assertThat(caller.queue("").status()).isEqualTo(401);
        assertThat(ThingSpaceCaller.signedIn(simulator).bearer()).isNotEqualTo(caller.bearer());
    }

    @Test
    void aSessionEndsByLogout() {
        var caller = ThingSpaceCaller.signedIn(simulator);

        var answer = caller.post("/api/m2m/v1/session/logout", "");

        assertThat(answer.body().path("sessionToken").asText()).isEqualTo(caller.session());
        assertThat(caller.queue("").status()).isEqualTo(400);
    }

    @Test
    void aNewPasswordReplacesTheOld_evenAfterARestart() {
        var caller = ThingSpaceCaller.signedIn(simulator);

        var fresh =
                simulator
                        .put(
                                "/api/m2m/v1/session/password/actions/reset",
                                "{\"oldPassword\":\"demo-password\"}",
                                "Authorization",
                                "Bearer " + caller.bearer(),
                                "VZ-M2M-Token",
                                caller.session())
                        .body()
                        .path("newPassword")
                        .asText();
        simulator.restart();

        assertThat(ThingSpaceCaller.login(simulator, caller.bearer(), "demo-password").status())
                .isEqualTo(400);
        assertThat(ThingSpaceCaller.login(simulator, caller.bearer(), fresh).status())
                .isEqualTo(200);
    }

    @Test
    void aLockedUserIsUnlockedBySupport() {
        var bearer = ThingSpaceCaller.signedIn(simulator).bearer();
        for (var failure = 1; failure <= 5; failure++) {
            ThingSpaceCaller.login(simulator, bearer, "wrong");
        }

        simulator.post("/simulator/users/demo-user/unlock", "");

        assertThat(ThingSpaceCaller.login(simulator, bearer, "demo-password").status())
                .isEqualTo(200);
    }

    @Test
    void aSecondLoginEndsTheFirstSession_whenThatQuirkIsOn() {
        simulator.quirks("{\"loginEndsEarlierSessions\":true}");
        var first = ThingSpaceCaller.signedIn(simulator);
        var second = ThingSpaceCaller.signedIn(simulator);

        assertThat(first.queue("").body().path("errorCode").asText())
                .isEqualTo("UnifiedWebService.INPUT_INVALID.SessionToken.Invalid");
        assertThat(second.queue("").status()).isEqualTo(200);
    }

    @Test
    void lifetimesAreSaidOrLeftOut_byTheQuirks() {
        simulator.quirks("{\"expiresInMissing\":true,\"loginSaysExpiresIn\":true}");

        var token = ThingSpaceCaller.token(simulator, KEY_PAIR).body();
        var login =
                ThingSpaceCaller.login(
                        simulator, token.path("access_token").asText(), "demo-password");

        assertThat(token.has("expires_in")).isFalse();
        assertThat(login.body().path("expiresIn").asInt()).isEqualTo(1_200);
    }

    @Test
    void theGatewayMayRefuseInXml() {
        simulator.quirks("{\"wrongBearer\":\"xml403\"}");

        var answer = new ThingSpaceCaller(simulator, "wrong", "wrong").queue("");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).startsWith("<am:fault xmlns:am=\"http://wso2.org/apimanager\">");
        assertThat(answer.header("Content-Type")).startsWith("text/xml");
    }

    @Test
    void takesAGetWithoutContentType_andAPutOfTypeForm() {
        var caller = ThingSpaceCaller.signedIn(simulator);
        var queue = "/api/m2m/v1/sms/0000123456-00001/";

        var get =
                simulator.get(
                        queue + "history",
                        "Authorization",
                        "Bearer " + caller.bearer(),
                        "VZ-M2M-Token",
                        caller.session());
        var put =
                simulator.put(
                        queue + "startCallbacks",
                        "",
                        "Authorization",
                        "Bearer " + caller.bearer(),
                        "VZ-M2M-Token",
                        caller.session(),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(get.status()).isEqualTo(200);
        assertThat(put.body().path("errorCode").asText()).contains("CallbackNotRegistered");
    }
}

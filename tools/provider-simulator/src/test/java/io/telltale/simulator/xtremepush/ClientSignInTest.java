package io.telltale.simulator.xtremepush;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSignInTest {

    private static final String SECRET =
            "grant_type=client_credentials&client_id=check-2-client&client_secret=check-2-secret";

    @TempDir private Path data;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = RunningSimulator.on(data.resolve("plain"), settings(Map.of()));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aClientsSecretOpensItsProject() {
        var answer = token(SECRET);
        var rows = list(bearer(answer));

        assertThat(answer.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(rows.body().path("data")).hasSize(50);
        assertThat(simulator.ledger())
                .hasSize(50)
                .allMatch(row -> row.path("account").asText().equals("check-2"));
    }

    @Test
    void theSecretMayComeAsBasicCredentialsOrJson() {
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                "check-2-client:check-2-secret".getBytes(StandardCharsets.UTF_8));

        assertThat(
                        simulator
                                .post(
                                        "/api/oauth/token",
                                        "grant_type=client_credentials",
                                        "Authorization",
                                        "Basic " + basic)
                                .status())
                .isEqualTo(200);
        assertThat(
                        token(
                                        "{\"grant_type\":\"client_credentials\","
                                                + "\"client_id\":\"check-2-client\","
                                                + "\"client_secret\":\"check-2-secret\"}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void refusesWrongSecretsAndGrants_inTheEnvelope() {
        var wrong = token(SECRET + "x");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("error").asText()).isEqualTo("invalid_client");
        assertThat(wrong.body().path("code").asInt()).isEqualTo(401);
        assertThat(wrong.body().path("success").asBoolean(true)).isFalse();
        assertThat(token("grant_type=password").status()).isEqualTo(400);
        assertThat(token("").status()).isEqualTo(400);
    }

    @Test
    void aProjectIsOpenedInItsOwnWayOnly() {
        assertThat(token(SECRET.replace("check-2", "check-1")).status()).isEqualTo(401);
        assertThat(
                        simulator
                                .post(
                                        "/api/external/list/push-devices",
                                        "{\"apptoken\":\"check-2-apptoken\"}")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenIsRefused_onceItHasExpired_andIsKnownAfterARestart() {
        simulator.quirks("{\"pushTokenLifetime\":\"PT10M\"}");
        var bearer = bearer(token(SECRET));
        simulator.restart();
        simulator.clock().move(Duration.ofSeconds(599));
        assertThat(list(bearer).status()).isEqualTo(200);
        simulator.clock().move(Duration.ofSeconds(1));
        assertThat(list(bearer).status()).isEqualTo(401);
    }

    @Test
    void anEndedSessionEndsTheToken_andLeavesApptokensAlone() {
        var bearer = bearer(token(SECRET));
        simulator.faults("{\"expiredSession\":1}");
        var ended = list(bearer).status();
        var apptoken =
                simulator.post(
                        "/api/external/list/push-devices", "{\"apptoken\":\"check-1-apptoken\"}");
        simulator.faults("{}");

        assertThat(ended).isEqualTo(401);
        assertThat(apptoken.status()).isEqualTo(200);
        assertThat(list(bearer).status()).isEqualTo(401);
        assertThat(list(bearer(token(SECRET))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA,2048,RS256,SHA256withRSA",
        "RSA,2048,RS512,SHA512withRSA",
        "EC,256,ES256,SHA256withECDSAinP1363Format"
    })
    void aSignedAssertionOpensTheProject(
            String kind, int size, String algorithmName, String algorithm)
            throws GeneralSecurityException {
        var keys = keys(kind, size);
        try (var other = withKey(keys)) {
            var now = other.clock().instant();
            assertThat(
                            assertion(
                                            other,
                                            jwt(
                                                    keys,
                                                    algorithmName,
                                                    algorithm,
                                                    now.plusSeconds(60)))
                                    .status())
                    .isEqualTo(200);
            assertThat(
                            assertion(other, jwt(keys, algorithmName, algorithm, now))
                                    .body()
                                    .path("error"))
                    .hasToString("\"invalid_grant\"");
            assertThat(
                            assertion(
                                            other,
                                            jwt(
                                                    keys(kind, size),
                                                    algorithmName,
                                                    algorithm,
                                                    now.plusSeconds(60)))
                                    .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesAssertions_whenNoKeyIsKnown() throws GeneralSecurityException {
        var jwt = jwt(keys("RSA", 2_048), "RS256", "SHA256withRSA", Instant.MAX);

        assertThat(assertion(simulator, jwt).status()).isEqualTo(400);
        assertThat(assertion(simulator, "nonsense").status()).isEqualTo(400);
    }

    private RunningSimulator withKey(KeyPair keys) {
        var pem =
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(
                                Base64.getMimeEncoder()
                                        .encodeToString(keys.getPublic().getEncoded()));
        return RunningSimulator.on(
                data.resolve("keyed"),
                settings(Map.of("TELLTALE_SIMULATOR_XTREMEPUSH_PUBLIC_KEY", pem)));
    }

    private static Map<String, String> settings(Map<String, String> further) {
        var settings = new HashMap<>(further);
        settings.put("TELLTALE_SIMULATOR_FLEET", "check");
        return settings;
    }

    private static KeyPair keys(String kind, int size) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static String jwt(KeyPair keys, String algorithmName, String algorithm, Instant expires)
            throws GeneralSecurityException {
        var text =
                part("{\"alg\":\"%s\"}".formatted(algorithmName).getBytes(StandardCharsets.UTF_8))
                        + "."
                        + part(
                                "{\"iss\":\"check-2-client\",\"exp\":%d}"
                                        .formatted(expires.getEpochSecond())
                                        .getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance(algorithm);
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + part(signature.sign());
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Answer assertion(RunningSimulator simulator, String jwt) {
        return simulator.post(
                "/api/oauth/token",
                "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + jwt);
    }

    private Answer token(String body) {
        return simulator.post("/api/oauth/token", body);
    }

    private static String bearer(Answer token) {
        return "Bearer " + token.body().path("access_token").asText();
    }

    private Answer list(String bearer) {
        return simulator.post("/api/external/list/push-devices", "{}", "Authorization", bearer);
    }
}

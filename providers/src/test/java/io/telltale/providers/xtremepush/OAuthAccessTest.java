package io.telltale.providers.xtremepush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.schemas.settings.Secret;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OAuthAccessTest {

    private static final String TOKEN = "POST /api/oauth/token";
    private static final String LIST = "POST /api/external/list/push-devices";
    private static final String PAGE = "{\"code\":200,\"success\":true,\"data\":[]}";
    private static final PushQuery ALL =
            new PushQuery(PushCondition.NONE, List.of("id"), List.of(), 5, 0);

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void signsInOnce_andSendsTheTokenInAHeaderOnly() {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(LIST, 200, PAGE);
        var client = client(bySecret());

        assertThat(client.fetch(ALL)).isInstanceOf(Answer.Got.class);
        client.fetch(ALL);

        assertThat(server.asked(TOKEN))
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked.body())
                                .isEqualTo(
                                        "grant_type=client_credentials&client_id=client+1&client_secret=s3cret%2B1"));
        assertThat(server.asked(LIST))
                .hasSize(2)
                .allSatisfy(asked -> {
                    assertThat(asked.headers()).containsEntry("Authorization", "Bearer access-1");
                    assertThat(asked.body()).doesNotContain("access-1", "apptoken");
                });
    }

    @Test
    void asksForATokenOnce_whenSeveralThreadsNeedOne() throws Exception {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(LIST, 200, PAGE);
        var client = client(bySecret());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer<List<Row<PushRow>>>> call = () -> client.fetch(ALL);
            for (var answer : threads.invokeAll(List.of(call, call, call, call))) {
                assertThat(answer.get()).isInstanceOf(Answer.Got.class);
            }
        }

        assertThat(server.asked(TOKEN)).hasSize(1);
    }

    @Test
    void signsAStatement_thatThePublicKeyConfirms() throws Exception {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(LIST, 200, PAGE);
        var pair = rsa();
        var key = SigningKey.of(new Secret(pem(pair)), Optional.of("key-7"));

        assertThat(client(new PushCredentials.PrivateKey("client", key)).fetch(ALL))
                .isInstanceOf(Answer.Got.class);

        var form = server.asked(TOKEN).getFirst().body();
        assertThat(form)
                .startsWith(
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=client&assertion=");
        var parts = form.replaceAll(".*assertion=", "").split("\\.", -1);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        var mapper = new ObjectMapper();
        var header = mapper.readTree(Base64.getUrlDecoder().decode(parts[0]));
        var claims = mapper.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(header.toString())
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-7\"}");
        assertThat(claims.path("iss").asText()).isEqualTo("client");
        assertThat(claims.path("sub").asText()).isEqualTo("client");
        assertThat(claims.path("aud").asText()).isEqualTo(server.address() + "/api/oauth/token");
        assertThat(claims.path("exp").asLong()).isEqualTo(claims.path("iat").asLong() + 300);
        assertThat(claims.path("jti").asText()).isNotEmpty();
    }

    @Test
    void renewsTheTokenShortlyBeforeItEnds() {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(TOKEN, 200, token("access-2"));
        server.answers(LIST, 200, PAGE);
        var client = client(bySecret());
        client.fetch(ALL);
        clock.pass(Duration.ofSeconds(539));
        client.fetch(ALL);
        assertThat(server.asked(TOKEN)).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        client.fetch(ALL);

        assertThat(server.asked(LIST).getLast().headers())
                .containsEntry("Authorization", "Bearer access-2");
    }

    @Test
    void repeatsWithAFreshToken_whenTheTokenIsRefusedOnce() {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(TOKEN, 200, token("access-2"));
        server.answers(LIST, 200, "{\"code\":401,\"success\":false}");
        server.answers(LIST, 200, PAGE);

        assertThat(client(bySecret()).fetch(ALL)).isInstanceOf(Answer.Got.class);
        assertThat(server.asked(LIST)).hasSize(2);
    }

    @Test
    void repeatsWithAFreshToken_whenTheRefusalComesAs400() {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(TOKEN, 200, token("access-2"));
        server.answers(LIST, 400, "{\"message\":\"not authenticated\"}");
        server.answers(LIST, 200, PAGE);

        assertThat(client(bySecret()).fetch(ALL)).isInstanceOf(Answer.Got.class);
    }

    @Test
    void usesNoTokenAgainThatWasRefused() {
        server.answers(TOKEN, 200, token("access-1"));
        server.answers(TOKEN, 200, token("access-2"));
        server.answers(TOKEN, 200, token("access-3"));
        server.answers(LIST, 401, "{}");
        server.answers(LIST, 401, "{}");
        server.answers(LIST, 200, PAGE);
        var client = client(bySecret());
        assertThat(client.fetch(ALL)).isInstanceOf(Answer.SignInFailed.class);

        clock.pass(Duration.ofMinutes(5));
        client.fetch(ALL);

        assertThat(server.asked(LIST).getLast().headers())
                .containsEntry("Authorization", "Bearer access-3");
    }

    @Test
    void failsWithoutALoop_whenFreshTokensAreRefused() {
        server.answers(TOKEN, 200, token("access"));
        server.answers(LIST, 401, "{\"message\":\"not access\"}");
        var client = client(bySecret());

        assertThat(client.fetch(ALL)).isInstanceOf(Answer.SignInFailed.class);
        for (var i = 0; i < 20; i++) {
            client.fetch(ALL);
        }

        assertThat(server.asked(TOKEN).size()).isLessThan(5);
    }

    @Test
    void failsToSignInOnce_andShowsNoSecret_whenTheClientIsRefused() {
        server.answers(
                TOKEN,
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"not s3cret+1\"}");
        var client = client(bySecret());

        assertThat(client.fetch(ALL))
                .isEqualTo(
                        new Answer.SignInFailed<>(
                                "OAuth token refused: HTTP 401 invalid_client not ***"));
        client.fetch(ALL);
        assertThat(server.asked(TOKEN)).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        client.fetch(ALL);
        assertThat(server.asked(TOKEN)).hasSize(2);
        assertThat(server.asked(LIST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, {}", "403, Forbidden", "302, {}"})
    void aGatewaysRefusalSaysNothingOfTheCredentials(int status, String body) {
        server.answers(TOKEN, status, body);

        assertThat(client(bySecret()).fetch(ALL))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.httpStatus()).isEqualTo(status));
    }

    @Test
    void aForbiddenClientIsRefused() {
        server.answers(TOKEN, 403, "{\"error\":\"unauthorized_client\"}");

        assertThat(client(bySecret()).fetch(ALL)).isInstanceOf(Answer.SignInFailed.class);
    }

    @Test
    void aKeyThatIsNoneIsRefused_andNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(new Secret("s3cret"), Optional.empty()))
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    private PushDevicesClient client(PushCredentials credentials) {
        return new PushDevicesClient(server.sender(clock), server.address(), credentials, clock);
    }

    private static PushCredentials bySecret() {
        return new PushCredentials.ClientSecret("client 1", new Secret("s3cret+1"));
    }

    private static KeyPair rsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    private static String token(String access) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":600,\"access_token\":\"%s\"}"
                .formatted(access);
    }
}

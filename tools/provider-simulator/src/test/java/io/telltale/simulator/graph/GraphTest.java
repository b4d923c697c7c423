package io.telltale.simulator.graph;

import static io.telltale.simulator.RunningSimulator.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {

    private static final String DEVICES = "/beta/me/devices";
    private static final String DEVICE = DEVICES + "/6841b3db-2b55-467b-ad84-79a41a4ef665";
    private static final String COMMAND = "0158355AD4D680CC4E2994CC009EFFD7337D1335FCA6ED266";

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
    void answersTheSeedsDeviceCommandAndPayloadToTheLetter() {
        var bearer = bearer();

        assertThat(get(DEVICES, bearer).body()).isEqualTo(fixture("graph/devices.json"));
        assertThat(get(DEVICE + "/commands/" + COMMAND, bearer).body())
                .isEqualTo(fixture("graph/command.json"));
        assertThat(get(DEVICE + "/command/" + COMMAND, bearer).body())
                .isEqualTo(fixture("graph/command.json"));
        assertThat(get(DEVICE + "/command/" + COMMAND + "/responsePayload", bearer).body())
                .isEqualTo(fixture("graph/response-payload.json"));
        assertThat(get(DEVICE + "/commands/" + COMMAND + "/responsepayload", bearer).body())
                .isEqualTo(fixture("graph/response-payload.json"));
    }

    @Test
    void writesTheCommandInTheFormInForce() {
        var bearer = bearer();

        simulator.quirks("{\"graphCommandForm\":\"bare\"}");
        var bare = get(DEVICE + "/commands/" + COMMAND, bearer).body();
        simulator.quirks("{\"graphCommandForm\":\"nullText\"}");
        var nullText = get(DEVICE + "/commands/" + COMMAND, bearer).body();

        assertThat(bare.path("status").asText()).isEqualTo("completed");
        assertThat(bare.path("type").isNull()).isTrue();
        assertThat(nullText.path("type").isTextual()).isTrue();
        assertThat(nullText.path("type").asText()).isEqualTo("null");
    }

    @Test
    void answers404InGraphsShape_whenTheCommandIsUnknown() {
        var answer = get(DEVICE + "/commands/1", bearer());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().at("/error/innerError/request-id").isTextual()).isTrue();
    }

    @Test
    void refusesAMissingWrongOrExpiredBearer() {
        var bearer = bearer();
        simulator.clock().move(Duration.ofHours(1));

        assertThat(simulator.get(DEVICES).status()).isEqualTo(401);
        assertThat(get(DEVICES, "wrong").status()).isEqualTo(401);
        assertThat(get(DEVICES, bearer).body().at("/error/code").asText())
                .isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void refusesWrongClientsAndRefreshTokens() {
        assertThat(refresh("demo-refresh-token", "wrong").body().path("error").asText())
                .isEqualTo("invalid_client");
        assertThat(refresh("wrong", "demo-client-secret").status()).isEqualTo(400);
        assertThat(refresh("wrong", "demo-client-secret").body().path("error").asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenStaysValid_untilItsSuccessorsAccessTokenIsUsed_overARestart() {
        var first = refresh("demo-refresh-token");
        simulator.restart();
        var again = refresh("demo-refresh-token");
        simulator.restart();
        assertThat(again.path("access_token").isTextual()).isTrue();

        get(DEVICES, first.path("access_token").asText());
        simulator.restart();

        assertThat(refresh("demo-refresh-token").path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(text(first)).path("access_token").isTextual()).isTrue();
    }

    @Test
    void aRefreshTokenStaysValid_untilItsSuccessorIsUsed() {
        var next = text(refresh("demo-refresh-token"));
        refresh(next);

        assertThat(refresh("demo-refresh-token").path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(next).path("access_token").isTextual()).isTrue();
    }

    @Test
    void aRequestThatIsThrottledUsesNoToken() {
        var first = refresh("demo-refresh-token");
        simulator.faults("{\"http429\":1}");
        get(DEVICES, first.path("access_token").asText());
        simulator.faults("{}");

        assertThat(refresh("demo-refresh-token").path("access_token").isTextual()).isTrue();
    }

    @Test
    void earlierRefreshTokensStayValid_whenRotationIsLenient() {
        simulator.quirks("{\"graphRefreshRotation\":\"LENIENT\"}");
        var next = refresh("demo-refresh-token");
        get(DEVICES, next.path("access_token").asText());
        refresh(text(next));

        assertThat(refresh("demo-refresh-token").path("access_token").isTextual()).isTrue();
    }

    @Test
    void aRefreshTokenEndsAtOnce_whenRotationIsStrict_overARestart() {
        simulator.quirks("{\"graphRefreshRotation\":\"STRICT\"}");
        var next = text(refresh("demo-refresh-token"));
        simulator.restart();

        assertThat(refresh("demo-refresh-token").path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(next).path("access_token").isTextual()).isTrue();
    }

    @Test
    void theLedgerHasACommandsStatusOnce() {
        var bearer = bearer();
        get(DEVICE + "/commands/" + COMMAND, bearer);
        get(DEVICE + "/commands/" + COMMAND, bearer);

        assertThat(simulator.ledger()).hasSize(1);
        assertThat(simulator.ledger().getFirst().at("/fact/command/status").asText())
                .isEqualTo("completed");
    }

    private static String text(JsonNode tokens) {
        return tokens.path("refresh_token").asText();
    }

    private String bearer() {
        return refresh("demo-refresh-token").path("access_token").asText();
    }

    private JsonNode refresh(String token) {
        return refresh(token, "demo-client-secret").body();
    }

    private Answer refresh(String token, String secret) {
        return simulator.post(
                "/consumers/oauth2/v2.0/token",
                "client_id=demo-client&client_secret=%s&grant_type=refresh_token&refresh_token=%s"
                        .formatted(secret, token),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private Answer get(String path, String bearer) {
        return simulator.get(path, "Authorization", "Bearer " + bearer);
    }
}

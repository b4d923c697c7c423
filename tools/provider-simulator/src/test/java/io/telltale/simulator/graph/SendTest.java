package io.telltale.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendTest {

    private static final String LAUNCH =
            "{\"type\":\"LaunchUri\",\"payload\":{\"uri\":\"https://bing.com\"}}";
    private static final String SERVICE =
            """
            {"type":"AppService","appServiceName":"com.microsoft.test.cdppingpongservice",\
            "packageFamilyName":"5085ShawnHenry.RomanTestApp_jsjw7knzsgcce",\
            "payload":{"Type":"Toast","Title":"Hello","Subtitle":"World!"}}\
            """;

    private RunningSimulator simulator;
    private GraphCaller caller;
    private String device;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator =
                RunningSimulator.on(
                        data,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "check",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"));
        caller = new GraphCaller(simulator);
        device = "/" + caller.get("").body().at("/value/0/id").asText();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAUNCH, SERVICE})
    void aCommandThatIsSentLives_overARestart(String order) {
        var sent = caller.post(device + "/commands", order);
        var path = device + "/commands/" + sent.body().path("id").asText();
        simulator.quirks("{\"graphCommandForm\":\"bare\"}");
        var statuses = new HashSet<String>();
        for (var second = 0; second <= 60; second++) {
            statuses.add(caller.get(path).body().path("status").asText());
            simulator.clock().move(Duration.ofSeconds(1));
        }
        var last = caller.get(path).body();
        simulator.restart();
        simulator.quirks("{\"graphCommandForm\":\"bare\"}");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.body().path("status").asText()).isEqualTo("requesting");
        assertThat(sent.body().path("type").isNull()).isTrue();
        assertThat(statuses).hasSizeGreaterThanOrEqualTo(2).contains("requesting");
        assertThat(last.path("status").asText()).isNotEqualTo("requesting");
        assertThat(caller.get(path).body()).isEqualTo(last);
        assertThat(simulator.lines("/simulator/state?system=graph")).hasSize(1_001);
    }

    @Test
    void lifeEndsNoEarlierThanWhatWasSent() {
        simulator.clock().move(Duration.ofMinutes(10));
        caller.post(device + "/command", LAUNCH);
        var endsAt = simulator.get("/simulator/life").body().path("endsAt").asText();

        assertThat(Instant.parse(endsAt))
                .isEqualTo(simulator.clock().instant().plus(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "nonsense",
                "{\"type\":\"LaunchUri\"}",
                "{\"type\":\"AppService\",\"appServiceName\":\"x\"}"
            })
    void refusesWhatIsNotComplete(String order) {
        assertThat(caller.post(device + "/commands", order).status()).isEqualTo(400);
        assertThat(caller.post("/unknown/commands", LAUNCH).status()).isEqualTo(404);
    }
}

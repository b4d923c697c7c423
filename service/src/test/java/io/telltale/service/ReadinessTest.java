package io.telltale.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class ReadinessTest {

    private EdgeUnderTest service;

    @BeforeAll
    void start() {
        service = new EdgeUnderTest();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void isNotReady_whileBrokersAndRegistryDoNotAnswer() throws Exception {
        var answer = service.getFromManagement("/health/readiness");

        var health = new JsonMapper().readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(health.path("status").asText()).isEqualTo("DOWN");
        assertThat(health.at("/details/kafka/status").asText()).isEqualTo("DOWN");
        assertThat(health.at("/details/registry/status").asText()).isEqualTo("DOWN");
        assertThat(health.at("/details/registry/details/registry").asText())
                .startsWith("away: the registry at http://127.0.0.1:1");
    }

    @Test
    void isAlive_whileBrokersAndRegistryDoNotAnswer() {
        assertThat(service.getFromManagement("/health/liveness").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/readiness", "/health/liveness", "/prometheus"})
    void theServicePortServesNoManagement(String path) {
        assertThat(service.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theManagementPortServesNothingElse() {
        assertThat(service.getFromManagement("/probe/sample").statusCode()).isEqualTo(404);
        assertThat(service.getFromManagement("/beans").statusCode()).isEqualTo(404);
        assertThat(service.getFromManagement("/env").statusCode()).isEqualTo(404);
    }
}

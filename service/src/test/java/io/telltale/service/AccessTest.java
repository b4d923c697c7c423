package io.telltale.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private static final Map<String, String> TOKENS =
            Map.of("TELLTALE_READ_TOKENS", "reader, reader-2", "TELLTALE_ADMIN_TOKENS", "admin");

    private EdgeUnderTest service;

    @BeforeAll
    void start() {
        service = new EdgeUnderTest(TOKENS);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Bearer reader, 200",
        "GET, Bearer reader-2, 200",
        "GET, bearer reader, 200",
        "HEAD, Bearer reader, 200",
        "GET, Bearer admin, 200",
        "GET, Bearer nobody, 401",
        "GET, Bearer, 401",
        "GET, Basic reader, 401",
        "GET, reader, 401",
    })
    void readsWithAKnownToken(String method, String authorization, int status) {
        assertThat(service.send(method, "/probe/sample", authorization).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, Bearer admin, 200",
        "DELETE, Bearer admin, 200",
        "PUT, Bearer reader, 403",
        "DELETE, Bearer reader, 403",
        "POST, Bearer reader, 403",
        "PUT, Bearer nobody, 401",
    })
    void changesWithAnAdminTokenOnly(String method, String authorization, int status) {
        assertThat(service.send(method, "/probe/wish", authorization).statusCode())
                .isEqualTo(status);
    }

    @Test
    void saysNothingButTheProblem_whenTheTokenIsMissing() {
        var answer = service.get("/probe/sample");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("urn:telltale:problem:unauthorized")
                .doesNotContain("reader", "admin");
    }

    @Test
    void leavesTheOpenPathToItsOwnCheck() {
        assertThat(service.post("/probe/open/door", "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/probe/open/../sample",
                "/probe/open/..%2Fsample",
                "/probe/open/%2E%2E/sample",
                "//probe/sample",
                "/health/../probe/sample",
                "/prometheus/../probe/sample",
            })
    void noSpellingOfAPathLeadsAroundTheToken(String path) {
        assertThat(service.get(path).statusCode()).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/liveness", "/prometheus"})
    void asksForNoTokenOnTheManagementPort(String path) {
        assertThat(service.getFromManagement(path).statusCode()).isEqualTo(200);
    }

    @Test
    void letsEverybodyIn_whenNoTokenIsConfigured() {
        try (var open = new EdgeUnderTest()) {
            assertThat(open.get("/probe/sample").statusCode()).isEqualTo(200);
            assertThat(open.send("PUT", "/probe/wish", "Bearer any").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void wantsATokenToRead_whenOnlyAdminTokensAreConfigured() {
        try (var closed = new EdgeUnderTest(Map.of("TELLTALE_ADMIN_TOKENS", "admin"))) {
            assertThat(closed.get("/probe/sample").statusCode()).isEqualTo(401);
            assertThat(closed.get("/probe/sample", "Bearer admin").statusCode()).isEqualTo(200);
        }
    }
}

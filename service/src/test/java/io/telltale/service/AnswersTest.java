package io.telltale.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private static final JsonMapper JSON = new JsonMapper();

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
    void everyMemberIsThere_andTimesHaveMilliseconds() throws Exception {
        var answer = service.get("/probe/sample");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"missing": null, "noTime": null, "whole": "2020-03-16T15:41:14.000Z",
                                 "fine": "2020-03-16T15:41:14.123Z", "none": []}
                                """));
    }

    @Test
    void controllersRunOnVirtualThreads() {
        assertThat(service.get("/probe/thread").body()).isEqualTo("true");
    }

    @Test
    void aPathThatIsNotThereIsAProblem() throws Exception {
        var problem = problem(service.get("/nothing/here?x=1"), 404);

        assertThat(problem.path("type").asText()).isEqualTo("urn:telltale:problem:unknown-path");
        assertThat(problem.path("instance").asText()).isEqualTo("/nothing/here");
        assertThat(problem.path("parameters").isArray()).isTrue();
        assertThat(problem.fieldNames())
                .toIterable()
                .containsExactly("type", "title", "status", "detail", "instance", "parameters");
    }

    @Test
    void aWrongMethodIsAProblem() throws Exception {
        var answer = service.post("/probe/sample", "{}");

        assertThat(problem(answer, 405).path("type").asText())
                .isEqualTo("urn:telltale:problem:method-not-allowed");
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(allowed -> assertThat(allowed).contains("GET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{\"name\":\"x\",\"times\":\"many\"}", ""})
    void aBodyThatDoesNotFitIsAProblem(String body) throws Exception {
        var problem = problem(service.post("/probe/wish", body), 400);

        assertThat(problem.path("type").asText()).isEqualTo("urn:telltale:problem:bad-body");
        assertThat(problem.path("detail").asText()).doesNotContain("io.telltale", "Wish");
    }

    @Test
    void aBodyOfAnotherTypeIsAProblem() throws Exception {
        var answer = service.postAs("text/plain", "/probe/wish", "x");

        assertThat(problem(answer, 415).path("type").asText())
                .isEqualTo("urn:telltale:problem:unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyOfMoreThanOneMebibyteIsAProblem(boolean withLength) throws Exception {
        var body = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\",\"times\":1}";

        var answer =
                withLength
                        ? service.post("/probe/wish", body)
                        : service.postChunked("/probe/wish", body);

        assertThat(problem(answer, 413).path("type").asText())
                .isEqualTo("urn:telltale:problem:too-large");
    }

    @ParameterizedTest
    @CsvSource({"/probe/number?limit=many, many", "/probe/number, limit"})
    void aParameterThatDoesNotFitIsAProblem(String path, String named) throws Exception {
        var problem = problem(service.get(path), 400);

        assertThat(problem.path("type").asText()).isEqualTo("urn:telltale:problem:bad-parameter");
        assertThat(problem.path("detail").asText()).contains(named).doesNotContain("java.");
    }

    @Test
    void aMalformedRefIsAProblem() throws Exception {
        var problem = problem(service.get("/probe/device/nonsense"), 400);

        assertThat(problem.path("type").asText()).isEqualTo("urn:telltale:problem:malformed-ref");
        assertThat(problem.path("detail").asText())
                .startsWith("expected kind:value with kind one of imei,")
                .endsWith("was 'nonsense'");
    }

    @Test
    void aBugAnswers500WithoutItsText() throws Exception {
        var answer = service.get("/probe/bug");

        assertThat(problem(answer, 500).path("type").asText())
                .isEqualTo("urn:telltale:problem:internal");
        assertThat(answer.body())
                .doesNotContain(Probe.SECRET_OF_A_BUG, "IllegalState", "io.telltale");
    }

    @Test
    void aWrongParameterIsNamed() throws Exception {
        var problem = problem(service.get("/probe/bad-parameter"), 400);

        assertThat(problem.path("parameters"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"name": "limit", "expected": "from 1 to 500", "was": "0"}]
                                """));
    }

    @Test
    void whatCannotBeAnsweredNowSaysWhen() throws Exception {
        var answer = service.get("/probe/later");

        assertThat(problem(answer, 503).path("type").asText())
                .isEqualTo("urn:telltale:problem:not-ready");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void aServiceThatStopsAnswers503_thoughItsThreadsHaveEnded() throws Exception {
        var answer = service.get("/probe/stopped");

        assertThat(problem(answer, 503).path("detail").asText()).isEqualTo("the service stops");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aFailureBehindA503IsLogged_andNotAnswered() {
        var log = (Logger) LoggerFactory.getLogger("io.telltale.service.problem");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            assertThat(service.get("/probe/failed").body())
                    .contains("nothing was written")
                    .doesNotContain(Probe.SECRET_OF_A_BUG);
            service.get("/probe/failed");
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "answered 503: nothing was written (java.io.IOException: %s); 0 more for this cause since the last such line"
                                .formatted(Probe.SECRET_OF_A_BUG));
        assertThat(lines.list).allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as("%.300s", answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }
}

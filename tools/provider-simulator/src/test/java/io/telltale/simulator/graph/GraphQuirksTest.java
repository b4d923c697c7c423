package io.telltale.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class GraphQuirksTest {

    private RunningSimulator simulator;
    private GraphCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator =
                RunningSimulator.on(
                        data,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "check",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"));
        caller = new GraphCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void devicesComePageByPage_underAddressesOfTheirOwn() {
        simulator.quirks("{\"graphPageSize\":30,\"graphCapitalDeviceNames\":false}");
        var ids = new HashSet<String>();
        var sizes = new ArrayList<Integer>();
        var path = "";
        while (path != null) {
            var page = caller.get(path).body();
            page.path("value").forEach(device -> ids.add(device.path("id").asText()));
            sizes.add(page.path("value").size());
            var next = page.path("@odata.nextLink");
            assertThat(next.isMissingNode() || next.asText().startsWith("http://")).isTrue();
            path = next.isMissingNode() ? null : "?" + URI.create(next.asText()).getRawQuery();
        }

        assertThat(sizes).containsExactly(30, 30, 30, 10);
        assertThat(ids).hasSize(100);
        assertThat(caller.get("?$skiptoken=x").status()).isEqualTo(400);
    }

    @Test
    void aCommandHasAllDocumentedFormsInTurn_andTheLedgerOne() {
        var path = path(command(0));
        var bodies =
                List.of(caller.get(path).body(), caller.get(path).body(), caller.get(path).body());

        assertThat(bodies.stream().filter(each -> each.path("value").isObject())).hasSize(1);
        assertThat(bodies.stream().filter(each -> each.path("error").isNull())).hasSize(1);
        assertThat(bodies.stream().filter(each -> each.path("error").asText().equals("null")))
                .hasSize(2);
        assertThat(simulator.ledger()).hasSize(1);
        simulator.quirks("{\"graphCommandForm\":\"wrappedArray\"}");
        assertThat(caller.get(path).body().at("/value/0/status").asText()).isEqualTo("requesting");
    }

    @Test
    void aCommandCarriesItsTicket_andItsResponseWhenWanted() {
        simulator.clock().move(Duration.ofMinutes(5));
        var answered = response();
        var path = path(answered);
        simulator.quirks("{\"graphCommandForm\":\"bare\"}");
        var apart = caller.get(path).body();
        simulator.quirks("{\"graphCommandForm\":\"bare\",\"graphInlineResponse\":true}");
        var inline = caller.get(path).body();

        assertThat(apart.path("permissionTicket").asText()).startsWith("ticket-");
        assertThat(apart.has("responsepayload")).isFalse();
        assertThat(inline.path("responsepayload")).isEqualTo(answered.path("responsePayload"));
    }

    @Test
    void aResponseIsUnknownBeforeCompletion_thenThereOrEmptyOrUnknown() {
        var payload = "/responsePayload";
        assertThat(caller.get(path(command(0)) + payload).status()).isEqualTo(404);
        simulator.clock().move(Duration.ofMinutes(5));
        var statuses = new HashSet<Integer>();
        var empty = 0;
        for (var each : commands()) {
            var answer = caller.get(path(each) + payload);
            statuses.add(answer.status());
            empty += answer.status() == 200 && answer.text().isEmpty() ? 1 : 0;
        }
        var facts =
                simulator.ledger().stream()
                        .filter(row -> row.path("system").asText().equals("graph-response"))
                        .map(row -> row.path("fact"));

        assertThat(statuses).isEqualTo(Set.of(200, 404));
        assertThat(empty).isBetween(5, 100);
        assertThat(facts)
                .containsExactlyElementsOf(
                        simulator.lines("/simulator/state?system=graph-response").stream()
                                .map(row -> row.path("fact"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 410})
    void everyRequestMayBeRefused(int status) {
        simulator.quirks("{\"graphRefusesWith\":%d}".formatted(status));
        var answer = caller.get(path(command(0)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().at("/error/code").isTextual()).isTrue();
        assertThat(simulator.ledger()).isEmpty();
    }

    @Test
    void aCommandMayBeClosedToEveryToken_andIsNotInTheLedger() {
        var closed = command(0);
        var id = closed.path("commandId").asText();
        simulator.quirks("{\"graphUnauthorizedCommand\":\"%s\"}".formatted(id));

        assertThat(caller.get(path(closed)).status()).isEqualTo(401);
        assertThat(caller.get(path(closed) + "/responsePayload").status()).isEqualTo(401);
        assertThat(caller.get(path(command(1))).status()).isEqualTo(200);
        assertThat(simulator.get("/simulator/state").text()).doesNotContain(id);
    }

    @Test
    void throttlingHasTheThreeObservedBodies_withAndWithoutRetryAfter() {
        simulator.faults("{\"http429\":1}");
        var codes = new HashSet<String>();
        var waits = new HashSet<String>();
        for (var request = 0; request < 30; request++) {
            var answer = caller.get("");
            codes.add(answer.body().at("/error/code").asText());
            waits.add(answer.header("Retry-After"));
            assertThat(answer.status()).isEqualTo(429);
        }

        assertThat(codes)
                .isEqualTo(Set.of("TooManyRequests", "activityLimitReached", "UnknownError"));
        assertThat(waits).isEqualTo(Set.of("", "1"));
    }

    @Test
    void aFailureMaySayWhenToComeAgain_andWriteItsInnerErrorSmall() {
        simulator.quirks("{\"graphFailureStatus\":503,\"graphLowerInnerError\":true}");
        simulator.faults("{\"http500\":1}");
        var answer = caller.get("");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body().at("/error/innererror/request-id").isTextual()).isTrue();
    }

    @Test
    void anEndedSessionEndsTheAccessToken_overARestart() {
        simulator.faults("{\"expiredSession\":1}");
        var ended = caller.get("").status();
        simulator.faults("{}");
        simulator.restart();

        assertThat(ended).isEqualTo(401);
        assertThat(caller.get("").status()).isEqualTo(401);
        caller.signIn();
        assertThat(caller.get("").status()).isEqualTo(200);
    }

    @Test
    void accessTokensLiveAsLongAsTheySay() {
        simulator.quirks("{\"graphTokenLifetime\":\"PT5M\",\"graphRefreshRotation\":\"LENIENT\"}");
        var tokens = caller.signIn();
        simulator.clock().move(Duration.ofSeconds(299));
        assertThat(caller.get("").status()).isEqualTo(200);
        simulator.clock().move(Duration.ofSeconds(1));

        assertThat(caller.get("").status()).isEqualTo(401);
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(300);
    }

    @Test
    void theSignInServiceIsCommonToAllAccounts_andFailsInItsOwnShape() {
        simulator.faults("{\"http429\":1}");

        assertThat(simulator.post("/common/oauth2/v2.0/token", "").body().path("error").asText())
                .isEqualTo("temporarily_unavailable");
    }

    private List<JsonNode> commands() {
        var commands = new ArrayList<JsonNode>();
        simulator
                .get("/simulator/fleet")
                .body()
                .at("/graphAccounts/0/commands")
                .forEach(commands::add);
        return commands;
    }

    private JsonNode command(int place) {
        return commands().get(place);
    }

    /** The first payload of the state. */
    private JsonNode response() {
        return simulator.lines("/simulator/state?system=graph-response").getFirst().path("fact");
    }

    private static String path(JsonNode command) {
        return "/%s/commands/%s"
                .formatted(command.path("deviceId").asText(), command.path("commandId").asText());
    }
}

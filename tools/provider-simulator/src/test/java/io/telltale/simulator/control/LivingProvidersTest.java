package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivingProvidersTest {

    private static final int A_DAY = 1_440;

    @TempDir private Path data;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = living(1_000);
    }

    private RunningSimulator living(int devices) {
        var number = Integer.toString(devices);
        return RunningSimulator.on(
                data.resolve(number), Map.of("TELLTALE_SIMULATOR_DEVICES", number));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aTenthOfManyDevicesGetsAPushEveryDay_besideTheExamples() {
        simulator.close();
        simulator = living(200_000);
        var atBirth = pushes();
        simulator.clock().move(Duration.ofMinutes(30));
        var later = pushes();

        assertThat(atBirth).hasSize(6);
        assertThat(later).hasSize(6 + 20_000 / 48).containsAll(atBirth);
        assertThat(ids(later)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void someFail_andTheListForgetsThemAfterAWeek() {
        simulator.clock().move(Duration.ofDays(10));
        var rows = pushes();
        var newest =
                simulator
                        .post(
                                "/api/external/list/push-devices",
                                "{\"apptoken\":\"demo-apptoken\",\"limit\":5}")
                        .body()
                        .path("data");

        assertThat(rows).hasSize(6 + 7 * A_DAY);
        assertThat(failed(rows) / (7.0 * A_DAY)).isBetween(0.07, 0.09);
        assertThat(newest).hasSize(5);
        assertThat(newest.get(0).path("create_time").asLong())
                .isEqualTo(simulator.clock().instant().getEpochSecond());
    }

    @Test
    void someTurnOutWithinTheHourToHaveFailed() {
        simulator.clock().move(Duration.ofMinutes(30));
        var before = new HashSet<>(pushes());
        var known = new HashSet<>(ids(List.copyOf(before)));
        simulator.clock().move(Duration.ofHours(1));
        var turned =
                pushes().stream()
                        .filter(row -> known.contains(row.path("id").asLong()))
                        .filter(row -> !before.contains(row))
                        .toList();

        assertThat(turned).isNotEmpty().allMatch(row -> row.path("error").asInt() == 1);
    }

    @Test
    void aCommandRunsEveryFiveMinutes_andIsForgottenAfterAWeek() {
        var first = commands();
        simulator.clock().move(Duration.ofDays(1));
        var afterADay = commands();
        simulator.clock().move(Duration.ofDays(8));
        var later = commands();

        assertThat(first).hasSize(2);
        assertThat(afterADay).hasSize(2 + 288).containsAll(first);
        assertThat(later).hasSize(1 + 7 * 288).doesNotContain(first.getLast());
    }

    @Test
    void aCommandGoesOnUntilItIsOver() {
        var first = status(commands().getLast());
        simulator.clock().move(Duration.ofMinutes(30));

        assertThat(first).isEqualTo("requesting");
        assertThat(status(commands().get(1))).isNotEqualTo("requesting");
    }

    private String status(JsonNode command) {
        var bearer =
                simulator
                        .post(
                                "/consumers/oauth2/v2.0/token",
                                "client_id=demo-client&client_secret=demo-client-secret"
                                        + "&grant_type=refresh_token"
                                        + "&refresh_token=demo-refresh-token")
                        .body()
                        .path("access_token")
                        .asText();
        simulator.quirks("{\"graphCommandForm\":\"bare\",\"graphRefreshRotation\":\"LENIENT\"}");
        return simulator
                .get(
                        "/beta/me/devices/%s/commands/%s"
                                .formatted(
                                        command.path("deviceId").asText(),
                                        command.path("commandId").asText()),
                        "Authorization",
                        "Bearer " + bearer)
                .body()
                .path("status")
                .asText();
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

    private List<JsonNode> pushes() {
        return simulator.lines("/simulator/state?system=xtremepush").stream()
                .map(row -> row.path("fact"))
                .toList();
    }

    private static List<Long> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("id").asLong()).toList();
    }

    private static long failed(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.path("campaign_id").asInt() != 245_624)
                .filter(row -> row.path("error").asInt() == 1)
                .count();
    }
}

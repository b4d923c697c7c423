package io.telltale.simulator.control;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CheckFleetTest {

    private static final Map<String, String> CHECK =
            Map.of("TELLTALE_SIMULATOR_FLEET", "check", "TELLTALE_SIMULATOR_LIFE", "PT5M");

    private static final Pattern PLAIN_TIME =
            Pattern.compile("\"timestamp\":\"[0-9T:-]{19}[+]0000\"");

    /** Texts of devices may make a body that is no JSON. */
    private static final Pattern REQUEST_ID = Pattern.compile("\"requestId\":\"([^\"]+)\"");

    @TempDir private Path data;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = RunningSimulator.on(data, CHECK);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void hasTheAgreedSize() {
        var accounts = accounts();

        assertThat(accounts.stream().map(account -> account.path("name").asText()))
                .containsExactly(
                        "0000123456-00001",
                        "0000123456-00003",
                        "0000123456-00004",
                        "0000123456-00005");
        assertThat(accounts.getFirst().path("key").asText()).isEqualTo("demo-key");
        assertThat(accounts.getLast().path("key").asText()).isEqualTo("demo-key-0000123456-00005");
        assertThat(sum("queueDevices")).isEqualTo(5_000);
        assertThat(accounts.stream().mapToInt(each -> each.path("historyDevices").size()).sum())
                .isEqualTo(1_000);
        assertThat(
                        accounts.stream()
                                .map(account -> account.at("/campaigns/0"))
                                .collect(groupingBy(each -> each.path("api").asText(), counting())))
                .isEqualTo(Map.of("v2", 2L, "v3", 2L));
        assertThat(
                        accounts.stream()
                                .mapToInt(account -> account.at("/campaigns/0/devices").asInt())
                                .sum())
                .isEqualTo(20_000);
    }

    @Test
    void stateHoldsEveryFact_andGrowsWithLife() {
        var atBirth = state();
        simulator.clock().move(Duration.ofMinutes(5));
        var atEnd = state();

        assertThat(atBirth.get("thingspace-campaign")).isEqualTo(20_000);
        assertThat(atBirth.get("thingspace-sms-queue")).isBetween(3_200, 3_400);
        assertThat(atBirth.get("thingspace-sms-history")).isEqualTo(980 * 60 + 20 * 620);
        assertThat(atEnd.get("thingspace-campaign")).isBetween(19_700, 19_950);
        assertThat(atEnd.get("thingspace-sms-queue")).isEqualTo(10_000);
        assertThat(atEnd.get("thingspace-sms-history")).isEqualTo(980 * 60 + 20 * 620);
    }

    @Test
    void twoHundredMessagesHaveATwin() {
        simulator.clock().move(Duration.ofMinutes(5));

        var equal =
                simulator.lines("/simulator/state").stream()
                        .filter(row -> row.path("system").asText().equals("thingspace-sms-queue"))
                        .collect(groupingBy(row -> row.path("fact").toString(), counting()));

        assertThat(equal.values().stream().filter(count -> count == 2)).hasSize(200);
        assertThat(equal).hasSize(9_800);
    }

    @Test
    void isTheSameForTheSameSeed_andGoesOnAfterARestart(@TempDir Path other) {
        simulator.clock().move(Duration.ofMinutes(2));
        var here = simulator.get("/simulator/state").text();
        simulator.restart();
        var after = simulator.get("/simulator/state").text();
        String elsewhere;
        try (var twin = RunningSimulator.on(other, CHECK)) {
            twin.clock().move(Duration.ofMinutes(2));
            elsewhere = twin.get("/simulator/state").text();
        }

        assertThat(after).isEqualTo(here);
        assertThat(elsewhere).isEqualTo(here);
    }

    @Test
    void devicesGoThroughStatusesOfTheirOwn_someBackAndForth() {
        var account = accounts().getFirst();
        var caller = ThingSpaceCaller.signedIn(simulator, account.path("key").asText());
        var seen = new HashMap<String, List<String>>();
        for (var step = 0; step <= 60; step++) {
            for (var row : scan(caller, account)) {
                var statuses =
                        seen.computeIfAbsent(row.path("deviceId").asText(), _ -> new ArrayList<>());
                var status = row.path("status").asText() + "/" + row.path("resultReason").asText();
                if (statuses.isEmpty() || !statuses.getLast().equals(status)) {
                    statuses.add(status);
                }
            }
            simulator.clock().move(Duration.ofSeconds(5));
        }

        assertThat(seen).hasSize(5_000);
        assertThat(seen.values()).allMatch(statuses -> statuses.size() <= 5);
        assertThat(seen.values().stream().mapToInt(List::size).average().orElse(0))
                .isBetween(2.5, 4.0);
        assertThat(seen.values().stream().filter(CheckFleetTest::comesBack).count())
                .isGreaterThan(100);
        assertThat(
                        seen.values().stream()
                                .flatMap(List::stream)
                                .anyMatch(each -> each.endsWith("/")))
                .isTrue();
        assertThat(scan(caller, account).size()).isBetween(4_900, 4_990);
    }

    @Test
    void theQueueIsDrainedBlockByBlock_andTheLedgerAgrees() {
        simulator.clock().move(Duration.ofMinutes(5));
        var caller = ThingSpaceCaller.signedIn(simulator);
        var read = 0;
        var answer = caller.queue("");
        while (rows(answer) > 0) {
            read += rows(answer);
            var location = answer.header("Location");
            answer = caller.queue(location.substring(location.indexOf('?')));
        }

        assertThat(read).isEqualTo(2_500);
        assertThat(
                        simulator.ledger().stream()
                                .filter(row -> row.path("channel").asText().equals("POLL"))
                                .filter(row -> row.path("acknowledgedAt").isTextual()))
                .hasSize(2_500);
        assertThat(simulator.get("/simulator/life").body().at("/queued/0000123456-00001").asInt())
                .isZero();
    }

    @Test
    void halfOfTheMessagesAreOfferedLive_andLieInTheQueueAsWell()
            throws IOException, InterruptedException {
        simulator.quirks("{\"callbackDelay\":\"PT0S\"}");
        var caller = ThingSpaceCaller.signedIn(simulator);
        try (var listener = new CallbackListener()) {
            caller.listen("EnhancedConnectivityService", listener.url());
            simulator.clock().move(Duration.ofMinutes(5));
            var requestIds = new HashSet<String>();
            while (requestIds.size() < 1_250) {
                var id = REQUEST_ID.matcher(listener.next().text());
                assertThat(id.find()).isTrue();
                requestIds.add(id.group(1));
            }

            assertThat(listener.nextWithin(300)).isNull();
            assertThat(
                            simulator.ledger().stream()
                                    .filter(row -> row.path("channel").asText().equals("CALLBACK"))
                                    .map(row -> row.at("/fact/requestId").asText()))
                    .containsExactlyInAnyOrderElementsOf(requestIds);
            assertThat(
                            simulator
                                    .get("/simulator/life")
                                    .body()
                                    .at("/queued/0000123456-00001")
                                    .asInt())
                    .isEqualTo(2_500);
        }
    }

    @Test
    void lifeHasItsEnd() {
        var life = simulator.get("/simulator/life").body();

        assertThat(life.path("bornAt").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(life.path("endsAt").asText()).isEqualTo("2026-01-01T00:05:00Z");
        assertThat(life.path("callbacksOpen").asInt()).isZero();
    }

    @Test
    void anAccountIsClosedToTheOthersOwners() {
        var caller = ThingSpaceCaller.signedIn(simulator, "demo-key-0000123456-00003");

        assertThat(caller.queue("").status()).isEqualTo(400);
        assertThat(caller.get("/api/m2m/v1/sms/0000123456-00003/history").status()).isEqualTo(202);
    }

    @Test
    void longHistoriesNeedMoreThanOneCallback() throws IOException, InterruptedException {
        simulator.quirks("{\"callbackDelay\":\"PT0S\"}");
        var caller = ThingSpaceCaller.signedIn(simulator);
        var device = accounts().getFirst().at("/historyDevices/0").asText().split(":", 2);
        try (var listener = new CallbackListener()) {
            caller.listen(listener.url());
            caller.history(
                    "{\"deviceId\":{\"id\":\"%s\",\"kind\":\"%s\"}}"
                            .formatted(device[1], device[0]));
            var callback = listener.next().text();

            assertThat(callback.split("\"smsType\"", -1)).hasSize(501);
            assertThat(PLAIN_TIME.matcher(callback).results().map(MatchResult::group)).isSorted();
        }
    }

    /** Texts of devices may make a block that is no JSON. */
    private static int rows(RunningSimulator.Answer block) {
        return block.text().split("\"deviceIds\"", -1).length - 1;
    }

    private List<JsonNode> accounts() {
        var accounts = new ArrayList<JsonNode>();
        simulator.get("/simulator/fleet").body().path("accounts").forEach(accounts::add);
        return accounts;
    }

    private int sum(String member) {
        return accounts().stream().mapToInt(account -> account.path(member).asInt()).sum();
    }

    private Map<String, Integer> state() {
        var counts = new HashMap<String, Integer>();
        simulator
                .lines("/simulator/state")
                .forEach(row -> counts.merge(row.path("system").asText(), 1, Integer::sum));
        return counts;
    }

    private static List<JsonNode> scan(ThingSpaceCaller caller, JsonNode account) {
        var rows = new ArrayList<JsonNode>();
        var report =
                "/api/fota/%s/reports/%s/campaigns/%s/devices?lastSeenDeviceId="
                        .formatted(
                                account.at("/campaigns/0/api").asText(),
                                account.path("name").asText(),
                                account.at("/campaigns/0/id").asText());
        var page = caller.get(report + "0").body();
        page.path("deviceList").forEach(rows::add);
        while (page.path("hasMoreData").asBoolean()) {
            page = caller.get(report + page.path("lastSeenDeviceId").asText()).body();
            page.path("deviceList").forEach(rows::add);
        }
        return rows;
    }

    private static boolean comesBack(List<String> shown) {
        var statuses = shown.stream().map(each -> each.substring(0, each.indexOf("/"))).toList();
        for (var place = 2; place < statuses.size(); place++) {
            if (statuses.get(place).equals(statuses.get(place - 2))
                    && !statuses.get(place).equals(statuses.get(place - 1))) {
                return true;
            }
        }
        return false;
    }
}

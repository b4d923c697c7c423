package io.telltale.simulator.control;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StreamsFleetTest {

    private static final Map<String, String> STREAMS =
            Map.of("TELLTALE_SIMULATOR_FLEET", "streams", "TELLTALE_SIMULATOR_LIFE", "PT5M");

    private static final OffsetDateTime BIRTH = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    @TempDir private Path data;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = RunningSimulator.on(data, STREAMS);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void hasTheAgreedSize() {
        var now = countsAtTheEnd(simulator);

        assertThat(now.get("thingspace-campaign")).isBetween(3_900L, 4_000L);
        assertThat(now.get("thingspace-sms-queue")).isBetween(6_200L, 6_500L);
        assertThat(now.get("thingspace-sms-history")).isBetween(4_400L, 4_700L);
        assertThat(now.get("xtremepush")).isEqualTo(5_000);
        assertThat(now.get("graph")).isEqualTo(200);
    }

    @Test
    void theFleetOfAClusterIsItsFifthPart() throws Exception {
        try (var small =
                RunningSimulator.on(
                        data.resolve("cluster"),
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "cluster",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"))) {
            var now = countsAtTheEnd(small);

            assertThat(now.get("thingspace-campaign")).isBetween(750L, 800L);
            assertThat(now.get("thingspace-sms-queue")).isBetween(1_200L, 1_350L);
            assertThat(now.get("xtremepush")).isEqualTo(1_000);
            assertThat(now.get("graph")).isEqualTo(100);
        }
    }

    /** Facts of each system at the end of the life. */
    private static Map<String, Long> countsAtTheEnd(RunningSimulator fleet) {
        fleet.clock().move(Duration.ofMinutes(5));
        return fleet.lines("/simulator/state").stream()
                .collect(groupingBy(row -> row.path("system").asText(), counting()));
    }

    @Test
    void simsMoveFromImeiToImei_someBack_someBeforeBirth() {
        simulator.clock().move(Duration.ofMinutes(5));
        var holders = new HashMap<String, List<String>>();
        var beforeBirth = new HashSet<String>();
        for (var fact : messages()) {
            var imei = id(fact, "imei");
            for (var kind : List.of("mdn", "msisdn", "iccid")) {
                var carrier = id(fact, kind);
                if (!imei.isEmpty() && !imei.startsWith("0") && !carrier.isEmpty()) {
                    var seen = holders.computeIfAbsent(carrier, _ -> new ArrayList<>());
                    if (seen.isEmpty() || !seen.getLast().equals(imei)) {
                        seen.add(imei);
                        if (seen.size() > 1 && time(fact).isBefore(BIRTH)) {
                            beforeBirth.add(carrier);
                        }
                    }
                }
            }
        }
        var moved = holders.values().stream().filter(seen -> seen.size() > 1).toList();

        assertThat(moved.size()).isGreaterThan(100);
        assertThat(moved).anyMatch(seen -> seen.size() > 2 && seen.get(0).equals(seen.get(2)));
        assertThat(beforeBirth.size()).isBetween(20, moved.size() - 20);
    }

    @Test
    void historiesHaveTheMessagesOfTheQueue_underOneIdOfTheSim() {
        simulator.clock().move(Duration.ofMinutes(5));
        var queued =
                messages().stream()
                        .map(fact -> fact.path("message").asText())
                        .map(text -> text.replaceAll("[^ -~]", "?"))
                        .collect(Collectors.toSet());
        var sent =
                state("thingspace-sms-history").stream()
                        .filter(fact -> fact.path("smsType").asText().equals("MoSms"))
                        .toList();

        assertThat(sent).hasSizeGreaterThan(2_000);
        assertThat(sent).allMatch(fact -> queued.contains(fact.path("message").asText()));
        assertThat(sent.stream().map(fact -> fact.at("/deviceId/kind").asText()).distinct())
                .containsExactlyInAnyOrder("iccid", "msisdn", "mdn");
    }

    @Test
    void someIdsAreNoDevices() {
        simulator.clock().move(Duration.ofMinutes(5));
        var withShared =
                messages().stream()
                        .filter(fact -> id(fact, "esn").equals("12807654321"))
                        .map(fact -> id(fact, "imei"))
                        .collect(Collectors.toSet());

        assertThat(withShared).hasSizeGreaterThan(256);
        assertThat(messages()).anyMatch(fact -> id(fact, "imei").equals("000000000000000"));
    }

    @Test
    void theListOfDevicesHasEveryNamedDevice() {
        simulator.clock().move(Duration.ofMinutes(5));
        var listed = new HashSet<Set<String>>();
        simulator.lines("/simulator/devices").stream()
                .filter(line -> line.path("provider").asText().equals("thingspace"))
                .forEach(line -> listed.add(values(line.path("ids"))));

        assertThat(listed)
                .containsAll(
                        messages().stream()
                                .map(fact -> values(fact.path("deviceIds")))
                                .collect(Collectors.toSet()));
        assertThat(
                        simulator.lines("/simulator/devices").stream()
                                .map(line -> line.path("provider").asText())
                                .distinct())
                .containsExactly("thingspace", "xtremepush", "graph");
    }

    @Test
    void isTheSameForTheSameSeed_andGoesOnAfterARestart(@TempDir Path other) {
        simulator.clock().move(Duration.ofMinutes(2));
        var here = simulator.get("/simulator/state").text();
        simulator.restart();
        var after = simulator.get("/simulator/state").text();
        String elsewhere;
        try (var twin = RunningSimulator.on(other, STREAMS)) {
            twin.clock().move(Duration.ofMinutes(2));
            elsewhere = twin.get("/simulator/state").text();
        }

        assertThat(after).isEqualTo(here);
        assertThat(elsewhere).isEqualTo(here);
    }

    /** What lies in the queues, in the order of the provider's times. */
    private List<JsonNode> messages() {
        return state("thingspace-sms-queue").stream()
                .sorted((one, other) -> time(one).compareTo(time(other)))
                .toList();
    }

    private static OffsetDateTime time(JsonNode fact) {
        return OffsetDateTime.parse(fact.path("timestamp").asText());
    }

    private List<JsonNode> state(String system) {
        return simulator.lines("/simulator/state?system=" + system).stream()
                .map(row -> row.path("fact"))
                .toList();
    }

    private static String id(JsonNode fact, String kind) {
        return StreamSupport.stream(fact.path("deviceIds").spliterator(), false)
                .filter(id -> id.path("kind").asText().equals(kind))
                .map(id -> id.path("id").asText())
                .findFirst()
                .orElse("");
    }

    private static Set<String> values(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .map(id -> id.path("kind").asText() + ":" + id.path("id").asText())
                .collect(Collectors.toSet());
    }
}

package io.telltale.simulator.control;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CheckCommandsTest {

    private static final Set<String> TERMINAL =
            Set.of(
                    "completed",
                    "failedToSend",
                    "executionFailed",
                    "commandDropped",
                    "canceled",
                    "expired",
                    "error");

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator =
                RunningSimulator.on(
                        data,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "check",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aThousandCommandsGoToAHundredDevices() {
        var account = simulator.get("/simulator/fleet").body().at("/graphAccounts/0");
        var commands = new ArrayList<JsonNode>();
        account.path("commands").forEach(commands::add);

        assertThat(account.path("name").asText()).isEqualTo("demo");
        assertThat(commands).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(
                        commands.stream()
                                .collect(groupingBy(each -> each.path("deviceId"), counting()))
                                .values())
                .hasSize(100)
                .allMatch(count -> count == 10);
    }

    @Test
    void eachGoesThroughTwoToSevenStatuses_andEndsInATerminalOne() {
        var statuses = new HashMap<String, List<String>>();
        for (var step = 0; step <= 300; step++) {
            for (var fact : facts("graph")) {
                var command = fact.path("command");
                var shown = command.path("status").asText() + "/" + command.path("error").asText();
                var seen =
                        statuses.computeIfAbsent(
                                command.path("id").asText(), _ -> new ArrayList<>());
                if (seen.isEmpty() || !seen.getLast().equals(shown)) {
                    seen.add(shown);
                }
            }
            simulator.clock().move(Duration.ofSeconds(1));
        }
        var ends = statuses.values().stream().map(each -> status(each.getLast())).toList();

        assertThat(statuses.values()).allMatch(each -> each.size() >= 2 && each.size() <= 7);
        assertThat(statuses.values().stream().map(List::size).distinct()).hasSize(6);
        assertThat(new HashSet<>(ends)).isEqualTo(TERMINAL);
        assertThat(ends.stream().filter("completed"::equals).count()).isBetween(650L, 750L);
        assertThat(statuses.values())
                .allMatch(each ->
                        each.stream()
                                .limit(each.size() - 1L)
                                .noneMatch(shown -> TERMINAL.contains(status(shown))));
        assertThat(statuses.values().stream().filter(CheckCommandsTest::comesBack).count())
                .isGreaterThan(50);
        assertThat(statuses.values().stream().flatMap(List::stream).map(CheckCommandsTest::status))
                .contains("retry", "custom", "wakingTarget", "cancel", "cancelling");
    }

    @Test
    void aPayloadIsThereOnceItsCommandIsCompleted_forMostOfThem() {
        assertThat(facts("graph-response")).isEmpty();
        simulator.clock().move(Duration.ofMinutes(5));
        var completed =
                facts("graph").stream()
                        .filter(each -> each.at("/command/status").asText().equals("completed"))
                        .map(each -> each.at("/command/id").asText())
                        .toList();
        var answered =
                facts("graph-response").stream()
                        .map(each -> each.path("commandId").asText())
                        .toList();

        assertThat(completed).containsAll(answered);
        assertThat(answered.size() / (double) completed.size()).isBetween(0.86, 0.94);
    }

    private static boolean comesBack(List<String> statuses) {
        return Stream.iterate(2, place -> place < statuses.size(), place -> place + 1)
                .anyMatch(place -> statuses.get(place).equals(statuses.get(place - 2)));
    }

    private static String status(String shown) {
        return shown.substring(0, shown.indexOf('/'));
    }

    private List<JsonNode> facts(String system) {
        return simulator.lines("/simulator/state?system=" + system).stream()
                .map(row -> row.path("fact"))
                .toList();
    }
}

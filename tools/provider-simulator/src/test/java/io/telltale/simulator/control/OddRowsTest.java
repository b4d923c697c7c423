package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The odd rows of the check fleet, and their meaning in the ledger. */
@Tag("slow")
class OddRowsTest {

    private static final String QUEUE = "thingspace-sms-queue";
    private static final String HISTORY = "thingspace-sms-history";

    @TempDir private Path data;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = RunningSimulator.on(data, Map.of("TELLTALE_SIMULATOR_FLEET", "check"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aboutATenthOfTheMessagesIsOdd_inItsIdsItsTextOrItsTime() {
        simulator.clock().move(Duration.ofMinutes(5));
        var odd = odd(QUEUE);

        assertThat(odd).hasSizeBetween(800, 1_200);
        assertThat(odd).allMatch(row -> row.at("/meant/devices").size() > 0);
        var ids =
                odd.stream()
                        .flatMap(row -> stream(row.path("deviceIds")))
                        .map(id -> id.path("kind").asText() + ":" + id.path("id").asText())
                        .toList();
        assertThat(ids)
                .contains("esn:", "min:6175550100")
                .anyMatch(id -> id.matches("ICCID:8944476500\\d{6}576F"))
                .anyMatch(id -> id.matches("iccid:890141\\d{6}ab3eF"))
                .anyMatch(id -> id.matches("msisdn:\\+1555\\d{7}"))
                .anyMatch(id -> id.matches("(?i)mdn:1\\d{10}"))
                .anyMatch(id -> id.matches("(?i)esn:[0-9A-F]{2}[0-9a-f]{6}"))
                .anyMatch(id -> id.matches("imei:\\d{16}"))
                .anyMatch(id -> id.matches("(?i)imei: *[0-9]+([-. ][0-9]+)+ *"));
        assertThat(times(odd, "timestamp"))
                .contains("0001-01-01T00:00:00Z", "0001-01-01 00:00:00 +0000 UTC", "0", "n/a")
                .anyMatch(time -> time.matches("\\d{10}"))
                .anyMatch(time -> time.matches("\\d{13}"))
                .anyMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"))
                .anyMatch(time -> time.matches("\\d+/\\d+/\\d{4} \\d+:\\d\\d:\\d\\d [AP]M"))
                .anyMatch(time -> time.matches(".* [+]0000 UTC m=[+]0[.]0\\d+"));
    }

    @Test
    void theMeaningIsTheSameInEverySpelling() {
        simulator.clock().move(Duration.ofMinutes(5));

        assertThat(odd(QUEUE))
                .filteredOn(row -> row.path("timestamp").asText().matches("\\d{10}"))
                .isNotEmpty()
                .allMatch(row ->
                        Instant.ofEpochSecond(row.path("timestamp").asLong())
                                .toString()
                                .equals(row.at("/meant/time").asText()));
        assertThat(odd(QUEUE))
                .filteredOn(row -> row.path("timestamp").asText().startsWith("0001"))
                .isNotEmpty()
                .allMatch(row -> row.at("/meant/time").isNull());
        assertThat(odd(QUEUE).stream().flatMap(row -> stream(row.at("/meant/devices"))))
                .isNotEmpty()
                .allMatch(ref ->
                        ref.asText()
                                .matches(
                                        "imei:\\d{15}|esn:\\d{11}|meid:[0-9A-F]{14}"
                                                + "|msisdn:1\\d{10}|iccid:[0-9A-F]{15,19}"));
    }

    @Test
    void historiesHaveOddTextsAndTimes_andAllOfTheTextThatIsMeant() {
        var odd = odd(HISTORY);

        assertThat(odd).hasSizeBetween(3_500, 5_500);
        assertThat(odd.stream().map(row -> row.path("message").asText()))
                .anyMatch(text -> text.contains("\nmore"))
                .anyMatch(text -> text.contains("\0"))
                .anyMatch(text -> text.contains("caf\u00e9"))
                .anyMatch(text -> text.endsWith("\u00e2\u201a"))
                .noneMatch(text -> text.chars().anyMatch(each -> each >= 0xE000 && each < 0xE100));
        assertThat(times(odd, "timestamp")).contains("0001-01-01T00:00:00Z", "none");
    }

    @Test
    void someDevicesAreAnsweredUnderAnotherId_alwaysTheSame() {
        simulator.quirks("{\"historyUnderOtherId\":0.1}");
        var kinds = historyDevicesByKind();

        assertThat(kinds.keySet()).isEqualTo(Set.of("iccid", "msisdn"));
        assertThat(kinds.get("msisdn")).hasSizeBetween(60, 150);
        assertThat(historyDevicesByKind()).isEqualTo(kinds);
    }

    private Map<String, Set<String>> historyDevicesByKind() {
        var kinds = new HashMap<String, Set<String>>();
        simulator
                .lines("/simulator/state?system=" + HISTORY)
                .forEach(line -> {
                    var id = line.at("/fact/deviceId");
                    kinds.computeIfAbsent(id.path("kind").asText(), _ -> new HashSet<>())
                            .add(id.path("id").asText());
                });
        return kinds;
    }

    @Test
    void aBlockIsNoCleanJson() {
        var caller = ThingSpaceCaller.signedIn(simulator);
        var rawControls = false;
        var isUtf8 = true;
        var answer = caller.queue("");
        for (var block = 0; block < 8; block++) {
            rawControls |= answer.text().chars().anyMatch(each -> each < 0x20);
            isUtf8 &= isUtf8(answer.whole().body());
            var location = answer.header("Location");
            answer = caller.queue(location.substring(location.indexOf('?')));
        }

        assertThat(rawControls).isTrue();
        assertThat(isUtf8).isFalse();
    }

    @Test
    void someBlocksAreInAnotherCharset_whichTheirTypeNames() {
        simulator.quirks("{\"otherCharset\":1}");
        var caller = ThingSpaceCaller.signedIn(simulator);

        var answer = caller.queue("");

        var type = answer.header("Content-Type");
        assertThat(type).startsWith("application/json;charset=");
        var charset = Charset.forName(type.substring(type.indexOf('=') + 1));
        assertThat(new String(answer.whole().body(), charset)).startsWith("{\"messages\":[{");
    }

    @Test
    void someDevicesHaveOneTimeForTwoStatuses() {
        var seen = new HashMap<String, Set<String>>();
        for (var step = 0; step < 15; step++) {
            simulator.lines("/simulator/state?system=thingspace-campaign").stream()
                    .map(line -> line.path("fact"))
                    .filter(row -> row.path("api").asText().equals("v3"))
                    .filter(row -> !row.has("meant"))
                    .forEach(row ->
                            seen.computeIfAbsent(
                                            row.path("deviceId").asText()
                                                    + row.path("updatedTime").asText(),
                                            _ -> new HashSet<>())
                                    .add(
                                            row.path("status").asText()
                                                    + row.path("resultReason").asText()));
            simulator.clock().move(Duration.ofSeconds(20));
        }

        assertThat(seen.values().stream().filter(statuses -> statuses.size() == 2).count())
                .isBetween(100L, 500L);
        assertThat(times(odd("thingspace-campaign"), "updatedTime"))
                .hasSizeBetween(300, 700)
                .contains("0001-01-01T00:00:00Z", "none");
    }

    private List<JsonNode> odd(String system) {
        return simulator.lines("/simulator/state?system=" + system).stream()
                .map(line -> line.path("fact"))
                .filter(fact -> fact.has("meant"))
                .toList();
    }

    private static List<String> times(List<JsonNode> rows, String member) {
        return rows.stream().map(row -> row.path(member).asText("none")).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}

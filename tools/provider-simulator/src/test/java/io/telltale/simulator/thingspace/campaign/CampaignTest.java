package io.telltale.simulator.thingspace.campaign;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {

    private static final String CAMPAIGN = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";
    private static final String REPORT =
            "/api/fota/v2/reports/0000123456-00001/campaigns/%s/devices".formatted(CAMPAIGN);

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answers1148DevicesInTwoPages() {
        var first = caller.get(REPORT + "?lastSeenDeviceId=0").body();
        var second = caller.get(REPORT + "?lastSeenDeviceId=990000560001000").body();

        assertThat(first.path("deviceList")).hasSize(1_000);
        assertThat(first.path("hasMoreData").asBoolean()).isTrue();
        assertThat(first.path("lastSeenDeviceId").asText()).isEqualTo("990000560001000");
        assertThat(first.path("totalDevice").isInt()).isTrue();
        assertThat(first.path("totalDevice").asInt()).isEqualTo(1_148);
        assertThat(first.path("maxPageSize").asInt()).isEqualTo(1_000);
        assertThat(second.path("deviceList")).hasSize(148);
        assertThat(second.path("hasMoreData").asBoolean()).isFalse();
        assertThat(second.path("lastSeenDeviceId").asText()).isEqualTo("0");
    }

    @Test
    void answersTheOutcomesInAscendingOrderOfImei() {
        var devices = scan();

        assertThat(devices.stream().map(device -> device.path("deviceId").asText()))
                .isSorted()
                .startsWith("990000560000001")
                .endsWith("990000560001148");
        assertThat(
                        devices.stream()
                                .collect(
                                        groupingBy(
                                                device ->
                                                        device.path("status").asText()
                                                                + "/"
                                                                + device.path("resultReason")
                                                                        .asText(),
                                                counting())))
                .isEqualTo(
                        Map.of(
                                "UpgradeSuccess/DownloadInstallSucceeded", 1_100L,
                                "upgradeFailure/RovaClientDownloadFailed", 30L,
                                "upgradeFailure/RovaClientDownloadedInstallFailed", 18L));
    }

    @Test
    void refusesACursorThatIsNoDeviceOfTheAccount() {
        var answer = caller.get(REPORT + "?lastSeenDeviceId=990000560009999");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errorCode").asText()).isEqualTo("INVALID_PARAMETER");
        assertThat(answer.body().path("errorMessage").asText())
                .isEqualTo("LastSeenDeviceId Not Valid");
    }

    @Test
    void refusesUnknownCampaignsAndAccounts() {
        assertThat(caller.get(REPORT.replace("f858", "0000")).body().path("errorCode").asText())
                .isEqualTo("INVALID_PARAMETER");
        assertThat(caller.get(REPORT.replace("-00001/", "-00002/")).body().path("errorCode"))
                .hasToString("\"INVALID_ACCESS\"");
        assertThat(caller.get(REPORT.replace("/v2/", "/v3/")).status()).isEqualTo(400);
    }

    @Test
    void writesTheTotalAsText_whenThatQuirkIsOn() {
        simulator.quirks("{\"totalDeviceAsString\":true}");

        assertThat(caller.get(REPORT).body().path("totalDevice").asText()).isEqualTo("1148");
        assertThat(caller.get(REPORT).body().path("totalDevice").isTextual()).isTrue();
    }

    @Test
    void theLedgerHoldsEveryDeviceOnce_howeverOftenTheCampaignIsScanned() {
        scan();
        scan();
        simulator.restart();
        scan();

        assertThat(simulator.ledger()).hasSize(1_148);
        assertThat(simulator.ledger().getFirst().path("system").asText())
                .isEqualTo("thingspace-campaign");
    }

    private List<JsonNode> scan() {
        var devices = new ArrayList<JsonNode>();
        var cursor = "0";
        do {
            var page = caller.get(REPORT + "?lastSeenDeviceId=" + cursor).body();
            page.path("deviceList").forEach(devices::add);
            cursor = page.path("lastSeenDeviceId").asText();
        } while (!cursor.equals("0"));
        return devices;
    }

    @Test
    void writesTheFirstLetterOfAStatusByTheQuirk() {
        simulator.quirks("{\"statusCase\":\"lower\"}");
        assertThat(caller.get(REPORT).body().at("/deviceList/0/status").asText())
                .isEqualTo("upgradeSuccess");
        simulator.quirks("{\"statusCase\":\"upper\"}");
        assertThat(
                        caller.get(REPORT + "?lastSeenDeviceId=990000560001147")
                                .body()
                                .at("/deviceList/0/status")
                                .asText())
                .isEqualTo("UpgradeFailure");
    }

    @Test
    void answersAnEmptyPageThatAnnouncesMore_whenThatQuirkIsOn() {
        simulator.quirks("{\"emptyCampaignPage\":true}");

        var page = caller.get(REPORT).body();

        assertThat(page.path("deviceList")).isEmpty();
        assertThat(page.path("hasMoreData").asBoolean()).isTrue();
    }

    @Test
    void aCursorStandsStill_whenThatQuirkIsOn() {
        simulator.quirks("{\"campaignCursorStands\":true}");

        var page = caller.get(REPORT + "?lastSeenDeviceId=990000560001000").body();

        assertThat(page.path("hasMoreData").asBoolean()).isTrue();
        assertThat(page.path("lastSeenDeviceId").asText()).isEqualTo("990000560001000");
    }

    @Test
    void refusesACursorThatWasGood_whenThatQuirkIsOn() {
        simulator.quirks("{\"campaignCursorInvalid\":true}");

        assertThat(caller.get(REPORT + "?lastSeenDeviceId=0").status()).isEqualTo(200);
        assertThat(caller.get(REPORT + "?lastSeenDeviceId=990000560001000").body())
                .hasToString(
                        "{\"errorCode\":\"INVALID_PARAMETER\","
                                + "\"errorMessage\":\"LastSeenDeviceId Not Valid\"}");
    }

    @Test
    void namesTheAccount_whenThatQuirkIsOn() {
        assertThat(caller.get(REPORT).body().has("accountName")).isFalse();
        simulator.quirks("{\"accountNameInReport\":true}");
        assertThat(caller.get(REPORT).body().path("accountName").asText())
                .isEqualTo("0000123456-00001");
    }
}

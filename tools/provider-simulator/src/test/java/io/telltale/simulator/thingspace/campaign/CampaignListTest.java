package io.telltale.simulator.thingspace.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignListTest {

    private static final String ACCOUNT = "0000123456-00003";
    private static final String LIST =
            "/api/fota/v3/reports/" + ACCOUNT + "/campaigns?campaignStatus=";
    private static final String SDK_LIST =
            "/api/fota/v3/reports/" + ACCOUNT + "/firmware/campaigns?campaignStatus=";

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data, Map.of("TELLTALE_SIMULATOR_FLEET", "check"));
        caller = ThingSpaceCaller.signedIn(simulator, "demo-key-" + ACCOUNT);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aCampaignMovesThroughItsStates() {
        assertThat(listed("CampaignRequestPending")).isEqualTo(1);
        simulator.clock().move(Duration.ofSeconds(11));
        assertThat(listed("CampaignRequestQueued")).isEqualTo(1);
        simulator.clock().move(Duration.ofSeconds(15));
        assertThat(listed("CampaignRequestQueued")).isZero();
        assertThat(listed("CampaignScheduled")).isEqualTo(1);
        simulator.clock().move(Duration.ofMinutes(5));
        assertThat(listed("CampaignScheduled")).isZero();
        assertThat(listed("CampaignEnded")).isEqualTo(1);
    }

    @Test
    void anOnDemandCampaignIsNeverQueued() {
        var other = "0000123456-00005";
        var owner = ThingSpaceCaller.signedIn(simulator, "demo-key-" + other);
        simulator.clock().move(Duration.ofSeconds(11));

        assertThat(
                        owner.get((LIST + "CampaignRequestQueued").replace(ACCOUNT, other))
                                .body()
                                .path("campaignList"))
                .isEmpty();
        assertThat(
                        owner.get((LIST + "CampaignRequestPending").replace(ACCOUNT, other))
                                .body()
                                .path("campaignList"))
                .hasSize(1);
    }

    @Test
    void firmwareCampaignsHaveTheMembersOfV3() {
        var campaign = caller.get(LIST + "CampaignRequestPending").body().at("/campaignList/0");

        assertThat(campaign.fieldNames())
                .toIterable()
                .containsExactly(
                        "accountName",
                        "id",
                        "campaignName",
                        "firmwareName",
                        "protocol",
                        "firmwareFrom",
                        "firmwareTo",
                        "make",
                        "model",
                        "startDate",
                        "endDate",
                        "campaignTimeWindowList",
                        "status");
        assertThat(campaign.path("startDate").asText()).isEqualTo("2026-01-01");
    }

    @Test
    void bothAddressesOfTheV3ListAreServed_orOneOfThem() {
        assertThat(caller.get(SDK_LIST + "CampaignRequestPending").body().path("campaignList"))
                .hasSize(1);
        simulator.quirks("{\"firmwareListPath\":\"documented\"}");
        var refused = caller.get(SDK_LIST + "CampaignRequestPending");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/fault/code").asText()).isEqualTo("900906");
        simulator.quirks("{\"firmwareListPath\":\"sdk\"}");
        assertThat(caller.get(LIST + "CampaignRequestPending").status()).isEqualTo(400);
        assertThat(caller.get(SDK_LIST + "CampaignRequestPending").status()).isEqualTo(200);
    }

    @Test
    void refusesAMissingOrUnknownStatusAndCursor() {
        assertThat(caller.get(LIST).body().path("errorCode").asText())
                .isEqualTo("INVALID_PARAMETER");
        assertThat(caller.get(LIST + "Finished").status()).isEqualTo(400);
        assertThat(
                        caller.get(LIST + "CampaignEnded&lastSeenCampaignId=1")
                                .body()
                                .path("errorMessage")
                                .asText())
                .isEqualTo("LastSeenCampaignId Not Valid");
    }

    @Test
    void aV3RowHasItsTimes_withUpToThreeDigitsOfASecond() {
        simulator.clock().move(Duration.ofMinutes(2));
        var id = caller.get(LIST + "CampaignScheduled").body().at("/campaignList/0/id").asText();

        var rows =
                caller.get("/api/fota/v3/reports/%s/campaigns/%s/devices".formatted(ACCOUNT, id))
                        .body()
                        .path("deviceList");

        assertThat(rows).hasSize(1_000);
        assertThat(rows.findValuesAsText("updatedTime"))
                .filteredOn(time -> time.startsWith("2026-") && time.endsWith("Z"))
                .hasSizeGreaterThan(900)
                .allMatch(time -> time.matches("2026-01-01T\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z"))
                .anyMatch(time -> time.matches(".*\\.\\d{2}Z"));
        assertThat(rows.findValuesAsText("nextAttemptTime")).isNotEmpty();
    }

    @Test
    void showsOneCampaign_andOneDevice() {
        var id =
                caller.get(LIST + "CampaignRequestPending")
                        .body()
                        .at("/campaignList/0/id")
                        .asText();

        assertThat(
                        caller.get("/api/fota/v3/campaigns/%s/%s".formatted(ACCOUNT, id))
                                .body()
                                .path("status")
                                .asText())
                .isEqualTo("CampaignRequestPending");
        assertThat(
                        caller.get("/api/fota/v3/campaigns/%s/%s".formatted(ACCOUNT, id))
                                .body()
                                .fieldNames())
                .toIterable()
                .contains("autoAssignLicenseFlag", "autoAddDevicesFlag");
        var device =
                caller.get("/api/fota/v3/reports/%s/devices/350000010100001".formatted(ACCOUNT));
        assertThat(device.body().at("/0/campaignId").asText()).isEqualTo(id);
        assertThat(device.body().at("/0/reason").isMissingNode()).isFalse();
        assertThat(device.body().at("/0/resultReason").isMissingNode()).isTrue();
        assertThat(caller.get("/api/fota/v2/campaigns/%s/%s".formatted(ACCOUNT, id)).status())
                .isEqualTo(400);
    }

    @Test
    void aCampaignCanDisappear() {
        var id =
                caller.get(LIST + "CampaignRequestPending")
                        .body()
                        .at("/campaignList/0/id")
                        .asText();
        simulator.quirks("{\"disappearedCampaign\":\"%s\"}".formatted(id));

        assertThat(listed("CampaignRequestPending")).isZero();
        assertThat(
                        caller.get(
                                        "/api/fota/v3/reports/%s/campaigns/%s/devices"
                                                .formatted(ACCOUNT, id))
                                .body()
                                .path("errorCode")
                                .asText())
                .isEqualTo("INVALID_PARAMETER");
    }

    private int listed(String status) {
        return caller.get(LIST + status).body().path("campaignList").size();
    }
}

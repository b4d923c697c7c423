package io.telltale.streams.http;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Outcome;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class CampaignsOverHttpTest {

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void aCampaignHasEveryMember_andAllOutcomes() throws Exception {
        givenCampaign();

        var campaign = server.json("/campaigns/" + CAMPAIGN_REF);
        var names = new ArrayList<String>();
        campaign.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "campaignRef",
                        "kind",
                        "provider",
                        "account",
                        "campaignId",
                        "name",
                        "providerStatus",
                        "startsOn",
                        "endsOn",
                        "reportedDevices",
                        "devices",
                        "byOutcome",
                        "byReason",
                        "stuck",
                        "lastScanAt",
                        "firstObservedAt");
        assertThat(campaign.get("byOutcome").toString())
                .isEqualTo(
                        "{\"PENDING\":0,\"IN_PROGRESS\":0,\"SUCCEEDED\":2,\"FAILED\":1,"
                                + "\"CANCELED\":0,\"EXPIRED\":0,\"UNKNOWN\":0}");
        assertThat(campaign.at("/byReason/0").toString())
                .isEqualTo(
                        "{\"outcome\":\"SUCCEEDED\",\"providerStatus\":\"UpgradeSuccess\","
                                + "\"reason\":\"UpgradeSuccessReason\",\"devices\":2}");
        assertThat(campaign.get("reportedDevices").asInt()).isEqualTo(3);
    }

    @Test
    void aPushCampaignHasItsDevicesAndProfiles() throws Exception {
        graph.given(
                Given.push("xtremepush:demo:17186391", "21714179", NOW),
                Given.push("xtremepush-profile:demo:5", "21714179", NOW, false, null));
        graph.secondsPass(1);

        var campaign = server.json("/campaigns/demo:245624");
        assertThat(campaign.get("kind").asText()).isEqualTo("PUSH");
        assertThat(campaign.get("provider").asText()).isEqualTo("xtremepush");
        assertThat(campaign.at("/byOutcome/FAILED").asInt()).isEqualTo(1);
        assertThat(campaign.at("/byOutcome/SUCCEEDED").asInt()).isEqualTo(1);
        var members = server.json("/campaigns/demo:245624/devices");
        assertThat(members.at("/items/0/ref").asText()).isEqualTo("xtremepush-profile:demo:5");
        assertThat(members.at("/items/1/reason").asText()).isEqualTo("Not personalized");
    }

    @Test
    void itsDevicesAscendByRef_pageByPage() throws Exception {
        givenCampaign();
        graph.given(Given.link("imei:1", "esn:1"));

        var first = server.json("/campaigns/" + CAMPAIGN_REF + "/devices?limit=2");
        var cursor = first.get("nextCursor").asText();
        var second =
                server.json("/campaigns/" + CAMPAIGN_REF + "/devices?limit=2&cursor=" + cursor);
        assertThat(first.at("/items/0/ref").asText()).isEqualTo("imei:1");
        assertThat(first.at("/items/0/deviceKey").asText()).isEqualTo("imei:1");
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.at("/items/0/ref").asText()).isEqualTo("imei:3");
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void itsDevicesCanBeAskedForByOutcome() throws Exception {
        givenCampaign();

        var failed = server.json("/campaigns/" + CAMPAIGN_REF + "/devices?outcome=FAILED");
        assertThat(failed.get("items")).hasSize(1);
        assertThat(server.get("/campaigns/" + CAMPAIGN_REF + "/devices?outcome=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void answers404_whenTheCampaignIsUnknown() throws Exception {
        var answer = server.get("/campaigns/a:b");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:telltale:problem:unknown-campaign");
    }

    @Test
    void answers503_whereACampaignMayStillBeRead() throws Exception {
        server.isStillReading();
        graph.given(Given.upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));

        assertThat(server.get("/campaigns/other:campaign").statusCode()).isEqualTo(503);
    }

    private void givenCampaign() {
        graph.given(
                Given.upgrade("imei:3", "upgradeFailure", Outcome.FAILED, 1, NOW),
                Given.upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                Given.upgrade("imei:2", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        graph.given(Given.scan(1, 3));
        graph.secondsPass(1);
    }
}

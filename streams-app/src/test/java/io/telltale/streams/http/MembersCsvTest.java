package io.telltale.streams.http;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class MembersCsvTest {

    private static final String HEADER =
            "ref,deviceKey,outcome,providerStatus,reason,occurredAt,observedAt,stuckReason\r\n";
    private static final String DEVICES = "/campaigns/" + CAMPAIGN_REF + "/devices";
    private static final String AT = "2026-11-20T23:00:00.000Z";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void failingDevicesComeAsLines_withTheirDevices() throws Exception {
        givenFailed("imei:2", "RovaClientDownloadFailed");
        graph.given(
                Given.upgrade("imei:3", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                Given.upgrade("esn:00000000001", "upgradeFailure", Outcome.FAILED, 1, NOW));
        graph.given(Given.link("imei:2", "esn:00000000001"));
        graph.secondsPass(1);

        var answer = server.get(DEVICES + "?outcome=FAILED", "Accept", "text/csv");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/csv");
        assertThat(answer.headers().firstValue("vary").orElseThrow())
                .isEqualToIgnoringCase("accept");
        assertThat(answer.body())
                .isEqualTo(
                        HEADER
                                + "esn:00000000001,imei:2,FAILED,upgradeFailure,upgradeFailureReason,,"
                                + (AT + ",\r\n")
                                + "imei:2,imei:2,FAILED,upgradeFailure,RovaClientDownloadFailed,,"
                                + (AT + ",\r\n"));
    }

    @Test
    void whatWouldBreakALineIsQuoted_andWhatASpreadsheetWouldRunIsMadeText() throws Exception {
        givenFailed("imei:1", "no, \"never\"\r\nagain");
        givenFailed("imei:2", "=HYPERLINK(1)");
        givenFailed("imei:3", "-1+1");
        givenFailed("imei:4", "grün 🚀");
        graph.secondsPass(1);

        assertThat(csv(DEVICES))
                .startsWith(HEADER)
                .contains("upgradeFailure,\"no, \"\"never\"\"\r\nagain\",," + AT)
                .contains("upgradeFailure,'=HYPERLINK(1),," + AT)
                .contains("upgradeFailure,'-1+1,," + AT)
                .contains("upgradeFailure,grün 🚀,," + AT);
    }

    @Test
    void withoutALimitAllComeInOneAnswer_howeverMany() throws Exception {
        IntStream.range(0, 1_201).forEach(device -> givenFailed("imei:" + device, "r"));
        graph.secondsPass(1);

        assertThat(csv(DEVICES).lines().skip(1)).hasSize(1_201).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void withALimitItIsAPiece_andALinkNamesTheNext() throws Exception {
        IntStream.range(0, 5).forEach(device -> givenFailed("imei:" + device, "r"));
        graph.given(Given.upgrade("imei:9", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        graph.secondsPass(1);

        var first = server.get(DEVICES + "?outcome=FAILED&limit=3", "Accept", "text/csv");
        assertThat(first.body().lines()).hasSize(4);
        var next = NEXT.matcher(first.headers().firstValue("link").orElseThrow());
        assertThat(next.matches()).isTrue();
        var second = server.get(next.group(1), "Accept", "text/csv");
        assertThat(second.body().lines()).hasSize(3).element(1).asString().startsWith("imei:3,");
        assertThat(second.headers().firstValue("link")).isEmpty();
    }

    @Test
    void aCampaignWithoutSuchDevicesIsAHeader() throws Exception {
        givenFailed("imei:1", "r");
        graph.secondsPass(1);

        assertThat(csv(DEVICES + "?outcome=CANCELED")).isEqualTo(HEADER);
    }

    @Test
    void whoTakesBothGetsWhatIsPreferred_andWhoSaysNothingJson() throws Exception {
        givenFailed("imei:1", "r");
        graph.secondsPass(1);

        assertThat(type("text/csv;q=0.5, application/json")).startsWith("application/json");
        assertThat(type("application/json;q=0.5, text/csv")).startsWith("text/csv");
        assertThat(type("*/*")).startsWith("application/json");
        assertThat(server.get(DEVICES).headers().firstValue("content-type").orElseThrow())
                .startsWith("application/json");
    }

    @Test
    void answers406_whenNeitherIsTaken() throws Exception {
        givenFailed("imei:1", "r");
        graph.secondsPass(1);

        var answer = server.get(DEVICES, "Accept", "application/xml");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).contains("urn:telltale:problem:not-acceptable");
    }

    @Test
    void errorsAreProblems_alsoForWhoWantsCsv() throws Exception {
        var unknown = server.get("/campaigns/a:b/devices", "Accept", "text/csv");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(unknown.body()).contains("urn:telltale:problem:unknown-campaign");

        server.isStillReading();
        var early = server.get("/campaigns/a:b/devices", "Accept", "text/csv");
        assertThat(early.statusCode()).isEqualTo(503);
    }

    private String csv(String path) throws Exception {
        return server.get(path, "Accept", "text/csv").body();
    }

    private String type(String accept) throws Exception {
        return server.get(DEVICES, "Accept", accept)
                .headers()
                .firstValue("content-type")
                .orElseThrow();
    }

    private void givenFailed(String ref, String reason) {
        var failed = Given.upgrade(ref, "upgradeFailure", Outcome.FAILED, 1, NOW);
        graph.given(DeviceStatusEvent.newBuilder(failed).setReason(reason).build());
    }
}

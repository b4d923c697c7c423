package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.topic.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountCampaignsTest {

    @RegisterExtension final GraphUnderTest graph = new GraphUnderTest();

    @Test
    void countsEveryDeviceOnce() {
        graph.given(
                Given.upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW),
                Given.upgrade("imei:2", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                Given.upgrade(
                        "imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 2, NOW.plusSeconds(1)));
        graph.given(Given.scan(2, 2));

        var progress = progress();
        assertThat(progress.getByOutcome()).isEqualTo(Map.of("SUCCEEDED", 2L));
        assertThat(progress.getDevices()).isEqualTo(2);
        assertThat(progress.getReportedDevices()).isEqualTo(2);
        assertThat(progress.getLastScanAt()).isEqualTo(NOW);
    }

    @Test
    void aReadingThatComesTooLateChangesNoCount() {
        graph.given(
                Given.upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 2, NOW.plusSeconds(1)),
                Given.upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));

        assertThat(progress().getByOutcome()).isEqualTo(Map.of("SUCCEEDED", 1L));
    }

    @Test
    void aRemovedDeviceLeavesTheCounts_andComesBackWhenItIsToldAgain() {
        graph.given(
                Given.upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                Given.upgrade("imei:1", "REMOVED", Outcome.REMOVED, 2, NOW.plusSeconds(1)));
        assertThat(progress().getDevices()).isZero();

        graph.given(
                Given.upgrade(
                        "imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 3, NOW.plusSeconds(2)));

        assertThat(progress().getDevices()).isEqualTo(1);
    }

    @Test
    void publishesOnceASecondHoweverMuchChanges() {
        for (var device = 1; device <= 50; device++) {
            graph.given(
                    Given.upgrade("imei:" + device, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        }
        graph.secondsPass(1);

        assertThat(graph.written(Topics.CAMPAIGN_PROGRESS)).hasSize(1);
        graph.secondsPass(5);
        assertThat(graph.written(Topics.CAMPAIGN_PROGRESS)).isEmpty();
    }

    private CampaignProgress progress() {
        graph.secondsPass(1);
        return graph.lastWritten(Topics.CAMPAIGN_PROGRESS, CAMPAIGN_REF);
    }
}

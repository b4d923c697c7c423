package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.topic.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void countsAPushCampaignByItsDevicesAndProfiles_andByError() {
        graph.given(
                Given.push("xtremepush:demo:1", "1", NOW, true, "Not personalized"),
                Given.push("xtremepush:demo:2", "1", NOW, false, null),
                Given.push("xtremepush-profile:demo:2", "1", NOW, false, null),
                Given.push("xtremepush:demo:3", "1", NOW, null, null));

        var progress = progress("demo:245624");
        assertThat(progress.getKind()).isEqualTo(TaskKind.PUSH);
        assertThat(progress.getByOutcome())
                .isEqualTo(Map.of("FAILED", 1L, "SUCCEEDED", 2L, "UNKNOWN", 1L));
        assertThat(progress.getByReason())
                .extracting(reason ->
                        "%s %s %s %d"
                                .formatted(
                                        reason.getOutcome(),
                                        reason.getProviderStatus(),
                                        reason.getReason(),
                                        reason.getDevices()))
                .containsExactlyInAnyOrder(
                        "SUCCEEDED sent null 2",
                        "FAILED failed Not personalized 1",
                        "UNKNOWN unknown null 1");
    }

    @Test
    void aDeviceCountsByItsLastPush_whicheverWasSeenFirst() {
        var earlier =
                PushActionEvent.newBuilder(
                                Given.push(
                                        "xtremepush:demo:1",
                                        "1",
                                        NOW.minusSeconds(9),
                                        true,
                                        "Not personalized"))
                        .setObservedAt(NOW.plusSeconds(60))
                        .build();
        graph.given(Given.push("xtremepush:demo:1", "2", NOW, false, null), earlier);

        assertThat(progress("demo:245624").getByOutcome()).isEqualTo(Map.of("SUCCEEDED", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d", "e", "f"})
    void aPushThatTurnsToFailedIsFailed_thoughItKeepsItsTime(String action) {
        var sent = Given.push("xtremepush:demo:1", action, NOW, false, null);
        var failed =
                PushActionEvent.newBuilder(
                                Given.push(
                                        "xtremepush:demo:1",
                                        action,
                                        NOW,
                                        true,
                                        "DEVICE_UNREGISTERED"))
                        .setObservedAt(NOW.plusSeconds(60))
                        .build();
        graph.given(failed, sent);

        assertThat(progress("demo:245624").getByOutcome()).isEqualTo(Map.of("FAILED", 1L));
    }

    private CampaignProgress progress() {
        return progress(CAMPAIGN_REF);
    }

    private CampaignProgress progress(String campaign) {
        graph.secondsPass(1);
        return graph.lastWritten(Topics.CAMPAIGN_PROGRESS, campaign);
    }
}

package io.telltale.providers.thingspace.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignReportRowMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CAMPAIGN = "f858b8c4-2153-11ec-8c44-aeb16d1aa652";

    private final CampaignReportRowMapper mapper =
            new CampaignReportRowMapper("0000123456-00001", CAMPAIGN);

    @Test
    void mapsARowWithoutATimeToAReading() {
        var event = event(device("UpgradeSuccess", "DownloadInstallSucceeded"), 1);

        assertThat(event.event().getProvider()).isEqualTo(Provider.THINGSPACE);
        assertThat(event.event().getAccount()).isEqualTo("0000123456-00001");
        assertThat(event.event().getDevices()).containsExactly("imei:990000560000001");
        assertThat(event.event().getOccurredAt()).isNull();
        assertThat(event.event().getObservedAt()).isEqualTo(NOW);
        assertThat(event.event().getChannel()).isEqualTo(Channel.POLL);
        assertThat(event.event().getTaskKind()).isEqualTo(TaskKind.SOFTWARE_UPGRADE);
        assertThat(event.event().getTaskId()).isEqualTo(CAMPAIGN);
        assertThat(event.event().getReading()).isEqualTo(1);
        assertThat(event.event().getProviderStatus()).isEqualTo("UpgradeSuccess");
        assertThat(event.event().getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(event.event().getReason()).isEqualTo("DownloadInstallSucceeded");
        assertThat(event.event().getCommand()).isNull();
    }

    @Test
    void givesAReadingTheGoldenId() {
        var device = device("UpgradeSuccess", "DownloadInstallSucceeded");

        assertThat(event(device, 1).eventId()).isEqualTo("98ce53d4552e78f18dbef4642b34aa1d");
        assertThat(event(device, 2).eventId()).isNotEqualTo(event(device, 1).eventId());
    }

    @Test
    void givesARowWithATimeTheGoldenId_whateverTheScan() {
        var device =
                withTime(
                        device(
                                "UpgradePending",
                                "Upgrade pending, the device upgrade is estimated to be scheduled for 06 Oct 22 18:05 UTC"),
                        "2022-08-05T21:05:27.129Z");

        assertThat(event(device, 1).eventId()).isEqualTo("1fe109bd37961ec9154d5c8f43bcdc14");
        assertThat(event(device, 2).eventId()).isEqualTo(event(device, 1).eventId());
        assertThat(event(device, 1).occurredAt())
                .isEqualTo(Instant.parse("2022-08-05T21:05:27.129Z"));
        assertThat(event(device, 1).event().getOutcome()).isEqualTo(Outcome.PENDING);
    }

    @Test
    void saysWhichScanReadARow_sinceTwoMayCarryTheSameTime() {
        var device = withTime(device("UpgradePending", null), "2022-08-05T21:05:27.129Z");

        assertThat(event(device, 7).event().getReading()).isEqualTo(7);
    }

    @Test
    void keepsAWordThatIsNotKnown() {
        var event = event(device("SomethingNew", null), 1).event();

        assertThat(event.getOutcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(event.getProviderStatus()).isEqualTo("SomethingNew");
        assertThat(event.getReason()).isNull();
    }

    @Test
    void digestsARowByWhatItSays_datesInTheReasonAside() {
        var row = device("UpgradePending", "scheduled for 06 Oct 22 18:05 UTC");

        assertThat(CampaignReportRowMapper.rowDigest(row))
                .isEqualTo(
                        CampaignReportRowMapper.rowDigest(
                                device("UpgradePending", "scheduled for 07 Oct 22 09:00 UTC")))
                .isNotEqualTo(CampaignReportRowMapper.rowDigest(device("UpgradeSuccess", "x")))
                .isNotEqualTo(
                        CampaignReportRowMapper.rowDigest(withTime(row, "2022-08-05T21:05:27Z")));
    }

    private Event.Status event(CampaignReportRow device, long scan) {
        return mapper.event(device, scan, NOW);
    }

    private static CampaignReportRow device(String status, @Nullable String reason) {
        return new CampaignReportRow(
                "990000560000001",
                DeviceRef.parse("imei:990000560000001"),
                status,
                Optional.ofNullable(reason),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CampaignReportRow withTime(CampaignReportRow row, String time) {
        return new CampaignReportRow(
                row.imei(),
                row.ref(),
                row.status(),
                row.resultReason(),
                Optional.of(Instant.parse(time)),
                Optional.empty(),
                Optional.empty());
    }
}

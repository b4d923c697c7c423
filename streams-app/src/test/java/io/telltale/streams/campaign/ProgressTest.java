package io.telltale.streams.campaign;

import static io.telltale.streams.campaign.CampaignEvents.CAMPAIGN;
import static io.telltale.streams.campaign.CampaignEvents.NOW;
import static io.telltale.streams.campaign.CampaignEvents.failed;
import static io.telltale.streams.campaign.CampaignEvents.push;
import static io.telltale.streams.campaign.CampaignEvents.reading;
import static io.telltale.streams.campaign.CampaignEvents.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.CampaignDelta;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.TallyDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What leaves for {@code campaign.progress.v1}, and what of it can be read. */
class ProgressTest {

    private final CampaignTasks tasks = new CampaignTasks(2);

    @Test
    void hundredThousandReasonsCostNoMoreThanTheFiftyShown() {
        for (var number = 0; number < 1_000; number++) {
            tasks.update(CAMPAIGN, hundredReasons(number), NOW);
        }
        tasks.campaigns.looked();
        tasks.tick(NOW);

        assertThat(progress().getDevices()).isEqualTo(100_000);
        assertThat(progress().getByReason()).hasSize(50);
        assertThat(tasks.campaigns.looked()).isLessThan(150);
    }

    @Test
    void aChangeAmongHundredThousandReasonsCostsNoMoreThanAmongFew() {
        for (var number = 0; number < 1_000; number++) {
            tasks.update(CAMPAIGN, hundredReasons(number), NOW);
        }
        tasks.tick(NOW);
        tasks.campaigns.looked();
        read(failed("imei:1", "new"));
        tasks.deliverAll();
        tasks.tick(NOW.plusSeconds(1));

        assertThat(tasks.campaigns.looked()).isLessThan(160);
    }

    @Test
    void manyCampaignsAreSpreadOverTicks() {
        for (var number = 0; number < 1_000; number++) {
            tasks.update("a:" + number, hundredReasons(number), NOW);
        }
        tasks.campaigns.looked();
        tasks.tick(NOW);

        assertThat(tasks.campaigns.looked()).isLessThan(ProgressPublisher.MOST_ROWS + 3_000);
        assertThat(tasks.published).hasSizeBetween(100, 999);
        for (var second = 1; second < 10; second++) {
            tasks.tick(NOW.plusSeconds(second));
        }
        assertThat(tasks.published).extracting(Record::key).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void unpublishedProgressOutlivesARestart_andIsPublishedOnce() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        tasks.deliverAll();
        tasks.restartCounter();
        tasks.tick(NOW);
        assertThat(tasks.published).hasSize(1);

        tasks.restartCounter();
        tasks.tick(NOW.plusSeconds(1));
        assertThat(tasks.published).hasSize(1);
    }

    @Test
    void aTallyThatCannotBeReadCostsItsOwnCampaignOnly() {
        givenTwoCampaigns();
        var tally = tasks.campaigns.keys('t').getFirst();
        tasks.campaigns.put(tally, new byte[] {1});
        tasks.tick(NOW);
        assertThat(tasks.published).hasSize(1);

        read(upgrade("imei:2", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        readPush(2);
        tasks.deliverAll();
        tasks.tick(NOW.plusSeconds(1));
        assertThat(tasks.published).hasSize(2);
    }

    @Test
    void aStateThatCannotBeReadDoesNotKeepTheTaskFromOpening() {
        givenTwoCampaigns();
        tasks.campaigns.put(tasks.campaigns.keys('s').getFirst(), new byte[] {1});
        tasks.restartCounter();
        tasks.tick(NOW);

        assertThat(tasks.published).hasSize(1);
    }

    @Test
    void timeAloneMakesDevicesStuck_andTheCountAgreesWithTheList() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        read(upgrade("imei:2", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        tasks.deliverAll();
        tasks.tick(NOW);
        assertThat(progress().getStuck()).isZero();

        // 23:30 and a day: the hour of the reading is the last that is not stuck.
        var dayLater = NOW.plus(Duration.ofDays(1));
        assertStuck(dayLater.plus(Duration.ofMinutes(29)), 0);
        assertStuck(dayLater.plus(Duration.ofMinutes(30)), 1);
    }

    private void assertStuck(Instant now, long devices) {
        tasks.tick(now);
        tasks.tick(now.plusSeconds(1));
        var activity = tasks.reader().activity(CAMPAIGN).orElseThrow();
        var onlyStuck = new MemberFilter(Optional.empty(), true);
        assertThat(progress().getStuck()).isEqualTo(devices);
        assertThat(tasks.members(CAMPAIGN, onlyStuck, activity, 10, now)).hasSize((int) devices);
    }

    @Test
    void aRecordHasTheTimeOfTheLatestOfWhatItIsMadeOf_andItsIdIsThatOfItsVersion() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        tasks.deliverAll();
        tasks.update(
                CAMPAIGN,
                CampaignEvents.update(CampaignEvents.info("name", NOW.minusSeconds(60))),
                NOW.minusSeconds(60));
        tasks.tick(NOW.plusSeconds(9));

        var record = tasks.published.getLast();
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(record.headers().lastHeader("ce_id")).isNotNull();
        assertThat(progress().getName()).isEqualTo("name");
    }

    @Test
    void reasonsThatWouldMakeTheRecordTooLargeAreLeftOut_theRarestFirst() {
        for (var number = 1; number <= 50; number++) {
            var text = "x".repeat(20_000);
            var tally =
                    new TallyDelta(
                            "%032x".formatted(number),
                            Outcome.FAILED,
                            "failed",
                            text,
                            (long) number);
            tasks.update(CAMPAIGN, update(List.of(tally)), NOW);
        }
        tasks.tick(NOW);

        assertThat(EncodedSize.isTooLarge(progress())).isFalse();
        assertThat(progress().getByReason()).hasSizeBetween(40, 49);
        assertThat(progress().getByReason().getFirst().getDevices()).isEqualTo(50);
        assertThat(progress().getDevices()).isEqualTo(50 * 51 / 2);
    }

    @Test
    void campaignsAreListedNewestFirst_pageByPage() {
        for (var number = 0; number < 10; number++) {
            var at = NOW.plusSeconds(number % 4).toEpochMilli();
            var delta = new CampaignDelta(at, at, List.of(), List.of());
            tasks.update(
                    "a:" + number, new CampaignUpdate(Provider.THINGSPACE, delta, null, null), NOW);
        }
        tasks.update(CAMPAIGN, CampaignEvents.update(CampaignEvents.info("x", NOW)), NOW);
        tasks.tick(NOW);
        tasks.campaigns.looked();

        var found = new ArrayList<CampaignProgress>();
        Optional<CampaignPosition> after = Optional.empty();
        for (var page = tasks.reader().campaigns(after, 3);
                !page.isEmpty();
                page = tasks.reader().campaigns(after, 3)) {
            assertThat(tasks.campaigns.looked()).isLessThanOrEqualTo(7);
            found.addAll(page);
            after = Optional.of(CampaignPosition.of(page.getLast()));
        }
        assertThat(found).hasSize(11);
        assertThat(found.stream().map(CampaignPosition::of)).isSorted();
        assertThat(found.getFirst().getCampaignRef()).isEqualTo("a:3");
        assertThat(found.getLast().getCampaignRef()).isEqualTo(CAMPAIGN);
    }

    @Test
    void anEarlierFirstReadingMovesACampaignInTheList() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        tasks.deliverAll();
        tasks.tick(NOW);
        read(upgrade("imei:2", "UpgradePending", Outcome.PENDING, 1, NOW.minusSeconds(5)));
        tasks.deliverAll();
        tasks.tick(NOW.plusSeconds(1));

        assertThat(tasks.reader().campaigns(Optional.empty(), 9))
                .extracting(CampaignProgress::getFirstObservedAt)
                .containsExactly(NOW.minusSeconds(5));
    }

    @Test
    void aCampaignIsUnknown_thenBeingCounted_thenPublished() {
        assertThat(tasks.reader().progress(CAMPAIGN)).isInstanceOf(CampaignLookup.Unknown.class);
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        tasks.deliverAll();
        assertThat(tasks.reader().progress(CAMPAIGN))
                .isInstanceOf(CampaignLookup.BeingCounted.class);

        tasks.tick(NOW);
        assertThat(tasks.reader().progress(CAMPAIGN)).isInstanceOf(CampaignLookup.Published.class);
    }

    @Test
    void reasonsAreShownMostFrequentFirst() {
        read(failed("imei:1", "code 1"));
        read(failed("imei:2", "code 2"));
        read(upgrade("imei:3", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        tasks.deliverAll();
        tasks.tick(NOW);

        assertThat(progress().getByReason())
                .containsExactly(
                        new ReasonCount(Outcome.FAILED, "failed", "code #", 2L),
                        new ReasonCount(Outcome.SUCCEEDED, "UpgradeSuccess", null, 1L));
    }

    private void givenTwoCampaigns() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        readPush(1);
        tasks.deliverAll();
    }

    private void read(DeviceStatusEvent event) {
        tasks.read(reading(event));
    }

    private void readPush(int device) {
        tasks.read(reading(push("xtremepush:demo:" + device, NOW, NOW, true)));
    }

    private CampaignProgress progress() {
        return tasks.published.getLast().value();
    }

    private static CampaignUpdate hundredReasons(int number) {
        var tallies = new ArrayList<TallyDelta>();
        for (var reason = 0; reason < 100; reason++) {
            var text = CampaignMembersTest.inLetters(1_000_000 + 100 * number + reason);
            tallies.add(
                    new TallyDelta(
                            "%032x".formatted(100 * number + reason),
                            Outcome.FAILED,
                            "failed",
                            text,
                            1L));
        }
        return update(tallies);
    }

    private static CampaignUpdate update(List<TallyDelta> tallies) {
        var at = NOW.toEpochMilli();
        return new CampaignUpdate(
                Provider.THINGSPACE, new CampaignDelta(at, at, tallies, List.of()), null, null);
    }
}

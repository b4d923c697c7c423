package io.telltale.streams.campaign;

import static io.telltale.streams.campaign.CampaignEvents.CAMPAIGN;
import static io.telltale.streams.campaign.CampaignEvents.NOW;
import static io.telltale.streams.campaign.CampaignEvents.failed;
import static io.telltale.streams.campaign.CampaignEvents.push;
import static io.telltale.streams.campaign.CampaignEvents.reading;
import static io.telltale.streams.campaign.CampaignEvents.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.record.CampaignStanding;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.TallyDelta;
import io.telltale.streams.step.UnprocessableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignMembersTest {

    private final StoreInMemory store = new StoreInMemory();
    private final List<Record<String, CampaignUpdate>> sent = new ArrayList<>();
    private CampaignMembers members = new CampaignMembers(store);
    private CampaignOutbox outbox = outbox();

    private CampaignOutbox outbox() {
        return new CampaignOutbox(members, CampaignOutbox.ROUND, sent::add);
    }

    @Test
    void manyEventsMakeOneDeltaOfARound() {
        for (var device = 0; device < 20_000; device++) {
            read(upgrade("imei:" + device, "UpgradePending", Outcome.PENDING, 1, NOW));
            read(upgrade("imei:" + device, "UpgradeSuccess", Outcome.SUCCEEDED, 2, NOW));
        }
        outbox.send(0);

        assertThat(sent).hasSize(1);
        assertThat(delta(0)).extracting(TallyDelta::getDevices).containsExactly(20_000L);
        assertThat(sent.getFirst().value().getDelta().getSilence()).isEmpty();
    }

    @Test
    void aDeltaHasTheTimeOfItsLatestReading() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW.plusSeconds(5)));
        read(upgrade("imei:2", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(0);

        assertThat(sent.getFirst().timestamp()).isEqualTo(NOW.plusSeconds(5).toEpochMilli());
    }

    @Test
    void aRoundBeginsNoSoonerThanHalfASecondAfterTheLast() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(1_000);
        read(upgrade("imei:2", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(1_499);
        assertThat(sent).hasSize(1);

        outbox.send(1_500);
        assertThat(sent).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(3_600_000);
        read(upgrade("imei:2", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(0);

        assertThat(sent).hasSize(2);
    }

    @Test
    void pendingSumsOutliveARestart_andAreSentOnce() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        restart();
        outbox.send(0);
        assertThat(delta(0)).hasSize(1);

        restart();
        outbox.send(0);
        assertThat(sent).hasSize(1);
    }

    @Test
    void sendingDeletesNoRow() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        var rows = store.approximateNumEntries();
        outbox.send(0);

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(store.approximateNumEntries()).isEqualTo(rows);
    }

    @Test
    void aDeviceThatIsReadAgainAsBeforeChangesNoCount() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        outbox.send(0);
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 2, NOW.plusSeconds(1)));
        outbox.send(1_000);

        assertThat(delta(1)).isEmpty();
    }

    @Test
    void aChangeThatIsOnlyPreparedLeavesNothing() {
        members.prepare(reading(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW)));

        assertThat(store.written()).isZero();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void aStandingThatBrokersWouldNotTakeIsRefusedBeforeItIsWritten() {
        var tooLarge = reading(failed("imei:1", "x".repeat(1024 * 1024)));

        assertThatThrownBy(() -> members.prepare(tooLarge))
                .isInstanceOf(UnprocessableRecordException.class);
    }

    @Test
    void freeTextReasonsGoInDeltasOfBoundedSize() {
        for (var device = 0; device < 1_000; device++) {
            read(failed("imei:" + device, inLetters(device)));
        }
        assertThat(store.looked()).isEqualTo(1_000);
        restart();
        outbox.send(0);

        assertThat(sent).hasSize(1_000 / PendingDelta.MOST_LINES);
        assertThat(sent.stream().flatMap(each -> each.value().getDelta().getTallies().stream()))
                .hasSize(1_000)
                .extracting(TallyDelta::getId)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCampaignWithManyDeltasDoesNotHoldUpTheOthers() {
        for (var device = 0; device < 300; device++) {
            read(failed("imei:" + device, inLetters(device)));
        }
        readPush();
        for (var call = 0; call < 4; call++) {
            outbox.sendNext(0);
            read(failed("imei:x" + call, inLetters(1_000 + call)));
        }
        while (outbox.sendNext(0)) {
            read(failed("imei:y", inLetters(2_000)));
        }

        assertThat(sent).extracting(Record::key).contains(CampaignEvents.PUSH_CAMPAIGN);
    }

    @Test
    void aSumThatCannotBeReadCostsItsOwnCampaignOnly() {
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        readPush();
        store.put(CampaignTasks.key(PendingSums.PREFIX, CAMPAIGN, "00000000"), new byte[] {1});
        restart();
        outbox.send(0);

        assertThat(sent).extracting(Record::key).containsExactly(CampaignEvents.PUSH_CAMPAIGN);
    }

    @Test
    void aPushOfUnknownSuccessReplacesNoneOfTheSameTime_andOneThatFailsReplacesItsSuccess() {
        var unknown = standing(null, 3);
        var isSent = standing(false, 1);
        var isFailed = standing(true, 2);

        assertThat(CampaignStandings.supersedes(unknown, isSent)).isFalse();
        assertThat(CampaignStandings.supersedes(isSent, unknown)).isTrue();
        assertThat(CampaignStandings.supersedes(isFailed, isSent)).isTrue();
        assertThat(CampaignStandings.supersedes(isSent, isFailed)).isFalse();
    }

    @Test
    void commandsAndIdsThatAreNoCampaignRefBelongToNoCampaign() {
        var upgrade = upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW);
        var command = DeviceStatusEvent.newBuilder(upgrade).setTaskKind(TaskKind.COMMAND).build();
        var odd = DeviceStatusEvent.newBuilder(upgrade).setTaskId("a b").build();

        assertThat(CampaignStandings.of(command)).isEmpty();
        assertThat(CampaignStandings.of(odd)).isEmpty();
    }

    @Test
    void aCampaignWaitsNoLongerThanItsRound() {
        assertThat(outbox.oldestWait(9_000)).isZero();
        read(upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW));
        readPush();
        outbox.sendNext(1_000);

        assertThat(outbox.oldestWait(4_000)).isEqualTo(Duration.ofSeconds(3));
    }

    private static CampaignStanding standing(@Nullable Boolean failed, int seconds) {
        return reading(push("xtremepush:demo:7", NOW, NOW.plusSeconds(seconds), failed)).standing();
    }

    private void read(DeviceStatusEvent event) {
        members.apply(members.prepare(reading(event)));
    }

    private void readPush() {
        members.apply(members.prepare(reading(push("xtremepush:demo:7", NOW, NOW, true))));
    }

    private List<TallyDelta> delta(int number) {
        var delta = sent.get(number).value().getDelta();
        assertThat(delta).isNotNull();
        return delta.getTallies();
    }

    private void restart() {
        members = new CampaignMembers(store);
        outbox = outbox();
    }

    /** A text without digits, which would all be counted as one reason. */
    static String inLetters(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                .reduce("", String::concat);
    }
}

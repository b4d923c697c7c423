package io.telltale.streams.query;

import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.record.Transition;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.campaign.StuckReason;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a graph answers when SIMs change hands, links are taken back, and time goes on. */
@NullUnmarked // what is missing fails the test
class DeviceOverTimeTest {

    private static final String OLD = "imei:990000560000001";
    private static final String NEW = "imei:990000560000002";
    private static final String SIM = "iccid:89148000000800139708";
    private static final Instant BEGIN = NOW.minus(Duration.ofDays(1));
    private static final Instant SWAP = NOW.minus(Duration.ofHours(12));
    private static final CampaignRef CAMPAIGN = CampaignRef.parse(Given.CAMPAIGN_REF);

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    private final QueriesUnderTest asked = new QueriesUnderTest(graph, NOW);

    @Test
    void aSimThatIsSwappedGivesEachDeviceItsOwnTime() {
        graph.given(smsAt(SWAP.minusSeconds(1)), smsAt(SWAP), smsAt(SWAP.plusSeconds(60)));
        graph.given(
                DeviceLink.newBuilder(Given.link(OLD, SIM)).setValidTo(SWAP).build(),
                DeviceLink.newBuilder(Given.link(NEW, SIM)).setValidFrom(SWAP).build());

        holdsTheSwap();
    }

    @Test
    void aSwapSaidBeforeItsMessagesIsTheSame() {
        graph.given(
                DeviceLink.newBuilder(Given.link(NEW, SIM)).setValidFrom(SWAP).build(),
                DeviceLink.newBuilder(Given.link(OLD, SIM)).setValidTo(SWAP).build());
        graph.given(smsAt(SWAP.plusSeconds(60)), smsAt(SWAP), smsAt(SWAP.minusSeconds(1)));

        holdsTheSwap();
    }

    @Test
    void aSwapIsLearnedFromEventsThatNameTheSimWithItsDevices() {
        graph.given(smsAt(SWAP.plusSeconds(60)), smsAt(SWAP.minusSeconds(1)));
        graph.given(naming(SWAP, NEW, SIM), naming(BEGIN, OLD, SIM));

        var before = asked.device(SIM, SWAP.minusSeconds(1));
        assertThat(before.key()).isEqualTo(OLD);
        assertThat(before.state().getSms().getTotal()).isEqualTo(2);
        var after = asked.device(SIM);
        assertThat(after.key()).isEqualTo(NEW);
        assertThat(after.state().getSms().getTotal()).isEqualTo(2);
    }

    private void holdsTheSwap() {
        var before = asked.device(SIM, SWAP.minusSeconds(1));
        var after = asked.device(SIM);
        assertThat(before.key()).isEqualTo(OLD);
        assertThat(before.state().getSms().getTotal()).isEqualTo(1);
        assertThat(before.state().getRefs()).containsExactly(OLD, SIM);
        assertThat(asked.sms(before))
                .extracting(message -> message.orderAt())
                .containsExactly(SWAP.minusSeconds(1));
        assertThat(after.key()).isEqualTo(NEW);
        assertThat(after.state().getSms().getTotal()).isEqualTo(2);
        assertThat(asked.sms(after))
                .extracting(message -> message.orderAt())
                .containsExactly(SWAP.plusSeconds(60), SWAP);
        assertThat(after.intervals())
                .extracting(ValidityInterval::getDeviceKey)
                .containsExactly(OLD, NEW);
        assertThat(after.intervals().getFirst().getValidTo()).isEqualTo(SWAP);
        assertThat(after.intervals().getLast().getValidFrom()).isEqualTo(SWAP);
        assertThat(asked.device(OLD).state().getRefs()).containsExactly(OLD);
    }

    private static SmsEvent smsAt(Instant at) {
        return Given.sms(SIM, "at " + at, Channel.POLL, at, NOW);
    }

    private static SmsEvent naming(Instant at, String... refs) {
        var sms = Given.sms(refs[0], "naming", Channel.POLL, at, NOW);
        return SmsEvent.newBuilder(sms).setDevices(List.of(refs)).build();
    }

    @Test
    void withdrawingASwapRestoresBothDevicesAndTheSim() {
        graph.given(smsAt(BEGIN), smsAt(NOW.minusSeconds(60)));
        graph.given(Given.sms(OLD, "own", Channel.POLL, BEGIN, NOW));
        graph.given(Given.link(OLD, SIM));
        var before = everything();
        var swap = DeviceLink.newBuilder(Given.link(NEW, SIM)).setValidFrom(SWAP).build();
        var end = DeviceLink.newBuilder(Given.link(OLD, SIM)).setValidTo(SWAP).build();
        graph.given(end, swap);
        assertThat(everything()).isNotEqualTo(before);

        graph.given(Given.withdrawn(swap), Given.link(OLD, SIM));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aRefWithoutEventsIsUnknownAgain_whenItsOnlyLinkIsWithdrawn() {
        var link = Given.link(OLD, SIM);
        var unknown = asked.lookup(SIM, NOW);
        graph.given(link);
        assertThat(asked.device(SIM).key()).isEqualTo(OLD);

        graph.given(Given.withdrawn(link));

        assertThat(asked.lookup(SIM, NOW)).isEqualTo(unknown).isInstanceOf(Lookup.Unknown.class);
        assertThat(graph.written(Topics.DEVICE_STATE))
                .filteredOn(record -> record.key().equals(SIM))
                .isEmpty();
    }

    private List<String> everything() {
        return List.of(OLD, NEW, SIM).stream()
                .flatMap(ref -> List.of(BEGIN, NOW).stream().map(at -> answer(ref, at)))
                .toList();
    }

    private static String withoutEpochs(Device device) {
        return device.toString().replaceAll("\"epoch\": \\d+", "");
    }

    private String answer(String ref, Instant at) {
        return asked.lookup(ref, at) instanceof Lookup.Found<Device>(var device)
                ? withoutEpochs(device) + " " + asked.sms(device) + " " + asked.timeline(device)
                : asked.lookup(ref, at).toString();
    }

    @Test
    void rowsGoAHundredDaysAfterWeFirstSawThem_howeverOldTheyAre() {
        var yearsAgo = Instant.parse("2016-01-01T20:31:02Z");
        var seenNow = Given.sms(SIM, "old", Channel.POLL, yearsAgo, NOW);
        var untimed = Given.upgrade(SIM, "A", Outcome.PENDING, 1, NOW);
        var seenLater = Given.sms(SIM, "new", Channel.POLL, yearsAgo, NOW.plus(Duration.ofDays(3)));
        graph.given(seenNow, seenLater);
        graph.given(untimed);

        graph.secondsPass(Duration.ofDays(100).toSeconds());
        assertThat(rows()).hasSize(3);
        graph.secondsPass(Duration.ofDays(1).toSeconds());
        graph.secondsPass(60);

        assertThat(rows()).containsExactly(seenLater.getEventId());
        assertThat(asked.device(SIM).state().getSms().getTotal()).isEqualTo(2);
        graph.secondsPass(Duration.ofDays(3).toSeconds());
        assertThat(rows()).isEmpty();
        graph.given(untimed);
        assertThat(rows()).as("no trace of its id is left").containsExactly(untimed.getEventId());
    }

    private List<String> rows() {
        var found = new ArrayList<String>();
        try (var all = graph.driver().<RowKey, Event>getKeyValueStore(StreamsNames.ROWS).all()) {
            all.forEachRemaining(row -> found.add(row.value.eventId()));
        }
        return found;
    }

    @Test
    void aDeviceThatAloneIsQuietIsSilent() {
        graph.given(pending(OLD, NOW.minus(Duration.ofDays(2))), pending(NEW, NOW));

        assertThat(stuck())
                .containsExactly(Optional.of(StuckReason.DEVICE_SILENT), Optional.empty());
    }

    @Test
    void aProviderThatTellsOfNoDeviceIsSilent() {
        graph.given(
                pending(OLD, NOW.minus(Duration.ofDays(2))),
                pending(NEW, NOW.minus(Duration.ofDays(3))));
        graph.given(Given.scan(3, 2));

        assertThat(stuck()).containsOnly(Optional.of(StuckReason.PROVIDER_SILENT));
    }

    @Test
    void pollsThatFailMakeUsBlind_untilOneSucceeds() {
        graph.given(pending(OLD, NOW.minus(Duration.ofDays(2))), pending(NEW, NOW));
        var error =
                SourceError.newBuilder()
                        .setAt(NOW)
                        .setType("THROTTLED")
                        .setDetail("expected 200, was 429")
                        .build();
        graph.given(SourceHealth.newBuilder(Given.scan(3, 2)).setLastError(error).build());
        assertThat(stuck())
                .containsExactly(Optional.of(StuckReason.POLL_FAILING), Optional.empty());

        graph.given(Given.scan(4, 2));

        assertThat(stuck())
                .containsExactly(Optional.of(StuckReason.DEVICE_SILENT), Optional.empty());
    }

    private static DeviceStatusEvent pending(String ref, Instant at) {
        return Given.upgrade(ref, "UpgradePending", Outcome.PENDING, 1, at);
    }

    private List<Optional<StuckReason>> stuck() {
        graph.secondsPass(1);
        return asked.members(CAMPAIGN).stream().map(each -> each.member().stuck()).toList();
    }

    @Test
    void aReadingThatSaysTheSameOnlyConfirms() {
        graph.given(
                Given.upgrade(OLD, "A", Outcome.PENDING, 1, BEGIN),
                Given.upgrade(OLD, "A", Outcome.PENDING, 2, SWAP));

        var task = asked.device(OLD).state().getTasks().getFirst();
        assertThat(task.getConfirmedAt()).isEqualTo(SWAP);
        assertThat(task.getTransitions()).hasSize(1);
        assertThat(task.getTransitions().getFirst().getAt()).isEqualTo(BEGIN);
        assertThat(asked.timeline(asked.device(OLD))).hasSize(1);

        graph.given(Given.upgrade(OLD, "B", Outcome.FAILED, 3, NOW));
        assertThat(asked.device(OLD).state().getTasks().getFirst().getConfirmedAt()).isNull();
        assertThat(asked.timeline(asked.device(OLD))).hasSize(2);
    }

    @Test
    void aReadingIsAChange_whenAnotherRefOfTheDeviceHadAnotherStatusSince() {
        graph.given(Given.link(OLD, SIM));
        var words = List.of("A", "B", "A", "B");
        for (var scan = 0; scan < words.size(); scan++) {
            var word = words.get(scan);
            graph.given(
                    Given.upgrade(
                            word.equals("A") ? OLD : SIM,
                            word,
                            Outcome.PENDING,
                            scan,
                            BEGIN.plusSeconds(scan)));
        }

        var tasks = asked.device(OLD).state().getTasks();

        assertThat(tasks).hasSize(1);
        assertThat(tasks.getFirst().getTransitions())
                .extracting(Transition::getProviderStatus)
                .containsExactlyElementsOf(words);
    }

    @Test
    void aCampaignHasTheNameAndDatesThatItsProviderSaidLast() {
        graph.given(Given.upgrade(OLD, "A", Outcome.PENDING, 1, NOW));
        graph.given(info("second", SWAP));
        graph.given(info("first", BEGIN));
        graph.secondsPass(1);

        var progress = graph.lastWritten(Topics.CAMPAIGN_PROGRESS, Given.CAMPAIGN_REF);
        assertThat(progress.getName()).isEqualTo("second");
        assertThat(progress.getProviderStatus()).isEqualTo("CampaignStarted");
        assertThat(progress.getStartsOn()).isEqualTo(LocalDate.parse("2026-11-01"));
        assertThat(progress.getEndsOn()).isEqualTo(LocalDate.parse("2026-12-01"));
        assertThat(progress.getDevices()).isEqualTo(1);
    }

    private static Campaign info(String name, Instant at) {
        return Campaign.newBuilder()
                .setCampaignRef(Given.CAMPAIGN_REF)
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(Given.ACCOUNT)
                .setCampaignId(Given.CAMPAIGN)
                .setName(name)
                .setProviderStatus("CampaignStarted")
                .setStartsOn(LocalDate.parse("2026-11-01"))
                .setEndsOn(LocalDate.parse("2026-12-01"))
                .setObservedAt(at)
                .build();
    }

    @Test
    void theTimelineTopicHasOneEntryForEachFact() {
        var sms = smsAt(BEGIN);
        var reading = Given.upgrade(SIM, "A", Outcome.PENDING, 1, NOW);
        var push = Given.push("xtremepush:demo:7", "1", BEGIN);
        graph.given(sms, sms);
        graph.given(reading, reading);
        graph.given(push, push);
        graph.given(Given.link(OLD, SIM), Given.link(OLD, SIM));
        graph.given(sms);
        graph.given(reading);

        var entries =
                graph.written(Topics.DEVICE_TIMELINE).stream().map(TestRecord::value).toList();
        assertThat(entries)
                .filteredOn(entry -> entry.getFamily() != TimelineFamily.IDENTITY)
                .extracting(TimelineEntry::getEventId)
                .containsExactly(sms.getEventId(), reading.getEventId(), push.getEventId());
        assertThat(entries)
                .filteredOn(entry -> entry.getFamily() == TimelineFamily.IDENTITY)
                .extracting(entry -> entry.getDeviceKey() + " " + entry.getIdentity().getChange())
                .containsExactlyInAnyOrder(OLD + " JOINED");
    }

    @Test
    void anSmsFromQueueLiveAndHistoryIsOne_alsoUnderTwoRefsOfADevice() {
        graph.given(
                Given.sms(OLD, "hello", Channel.POLL, BEGIN, NOW),
                Given.sms(OLD, "hello", Channel.HISTORY, BEGIN.plusSeconds(1), NOW),
                live(SIM, BEGIN.plusSeconds(2)));
        graph.given(Given.link(OLD, SIM));

        var device = asked.device(SIM);
        assertThat(device.state().getSms().getTotal()).isEqualTo(1);
        assertThat(asked.sms(device)).hasSize(1);
        assertThat(asked.sms(device).getFirst().rows())
                .extracting(SmsEvent::getChannel)
                .containsExactly(Channel.HISTORY, Channel.POLL, Channel.CALLBACK);
    }

    private static SmsEvent live(String ref, Instant observedAt) {
        var sms = Given.sms(ref, "hello", Channel.CALLBACK, observedAt, observedAt);
        return SmsEvent.newBuilder(sms).setEventId(EventId.of("live")).setOccurredAt(null).build();
    }
}

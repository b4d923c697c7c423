package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.NOW;
import static java.util.Comparator.comparing;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.Stuck;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.CampaignNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a campaign is, said by the set of its news. */
@NullUnmarked // what is not told is null
class CampaignsInAnyOrderTest {

    private static final Instant BEGIN = NOW.minus(Duration.ofDays(2));
    private static final List<String> REFS = List.of("imei:1", "imei:2", "esn:3");
    private static final List<String> PUSH_REFS = List.of("xtremepush:demo:1", "xtremepush:demo:2");
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.PENDING, Outcome.IN_PROGRESS, Outcome.FAILED, Outcome.REMOVED);

    private final MockProcessorContext<String, CampaignProgress> context =
            new MockProcessorContext<>();
    private final CampaignCounter counter = new CampaignCounter(new Stuck(Duration.ofDays(1)));
    private int campaigns;

    @BeforeEach
    void start() {
        add(CountCampaigns.MEMBERS, PairKey.serde(), stored(CampaignMember.class));
        add(CountCampaigns.COUNTS, PairKey.serde(), stored(ReasonCount.class));
        add(CountCampaigns.HEADS, Serdes.String(), stored(CampaignHead.class));
        add(CountCampaigns.PROGRESS, Serdes.String(), stored(CampaignProgress.class));
        add(CountCampaigns.CHANGED, Serdes.String(), Serdes.Long());
        add(CountCampaigns.SILENT, PairKey.serde(), Serdes.Long());
        counter.init(context);
    }

    @Test
    void devicesOfAnUpgrade() {
        Orders.agree(
                Orders.MANY,
                CampaignsInAnyOrderTest::upgrade,
                news -> plain(news, TaskKind.SOFTWARE_UPGRADE),
                this::counted);
    }

    @Test
    void pushesOfACampaign() {
        Orders.agree(
                Orders.MANY,
                CampaignsInAnyOrderTest::pushes,
                news -> plain(news, TaskKind.PUSH),
                this::counted);
    }

    /** What is told of the campaign, with what it is for the counter. */
    private record Told(Object fact, CampaignNews news) {
        @Override
        public String toString() {
            return fact.toString();
        }
    }

    private static List<Told> upgrade(Random random) {
        var told = new ArrayList<Told>();
        for (var number = 1 + random.nextInt(10); number > 0; number--) {
            var at = BEGIN.plusSeconds(random.nextInt(2 * 86_400));
            var reading =
                    DeviceStatusEvent.newBuilder(
                                    Given.upgrade(
                                            REFS.get(random.nextInt(REFS.size())),
                                            "word" + random.nextInt(2),
                                            OUTCOMES.get(random.nextInt(OUTCOMES.size())),
                                            random.nextInt(3),
                                            at))
                            .setEventId(EventId.of("event", Integer.toString(number)))
                            .setOccurredAt(
                                    random.nextBoolean()
                                            ? BEGIN.plusSeconds(random.nextInt(3))
                                            : null)
                            .setReason(random.nextBoolean() ? "code " + random.nextInt(9) : null)
                            .build();
            told.add(new Told(reading, of(Campaigns.member(reading), Provider.THINGSPACE)));
        }
        for (var number = random.nextInt(3); number > 0; number--) {
            var scan = scan(number);
            told.add(new Told(scan, news(Provider.THINGSPACE).setHealth(scan).build()));
        }
        for (var number = random.nextInt(3); number > 0; number--) {
            var info = info(number);
            told.add(new Told(info, news(Provider.THINGSPACE).setInfo(info).build()));
        }
        return told;
    }

    private static SourceHealth scan(int number) {
        return SourceHealth.newBuilder(Given.scan(number, 10 + number))
                .setScan(
                        CompletedScan.newBuilder()
                                .setNumber(number)
                                .setCompletedAt(BEGIN.plusSeconds(number))
                                .setRows(10 + number)
                                .setReportedRows(10L + number)
                                .build())
                .build();
    }

    private static Campaign info(int number) {
        return Campaign.newBuilder()
                .setCampaignRef(Given.CAMPAIGN_REF)
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(Given.ACCOUNT)
                .setCampaignId(Given.CAMPAIGN)
                .setName("name" + number)
                .setObservedAt(BEGIN.plusSeconds(number))
                .build();
    }

    private static List<Told> pushes(Random random) {
        var told = new ArrayList<Told>();
        for (var number = 1 + random.nextInt(10); number > 0; number--) {
            var failed = random.nextInt(3) == 0 ? null : random.nextBoolean();
            var push =
                    PushActionEvent.newBuilder(
                                    Given.push(
                                            PUSH_REFS.get(random.nextInt(PUSH_REFS.size())),
                                            "a" + random.nextInt(2),
                                            BEGIN.plusSeconds(random.nextInt(3)),
                                            failed,
                                            failed != null && failed ? "why 7" : null))
                            .setEventId(EventId.of("event", Integer.toString(number)))
                            .setObservedAt(BEGIN.plusSeconds(10 + random.nextInt(3)))
                            .build();
            told.add(new Told(push, of(Campaigns.member(push), Provider.XTREMEPUSH)));
        }
        return told;
    }

    private static CampaignNews of(CampaignMember member, Provider provider) {
        return news(provider).setMember(member).build();
    }

    private static CampaignNews.Builder news(Provider provider) {
        return CampaignNews.newBuilder().setProvider(provider);
    }

    /** As another campaign each time: what was counted before stays where it is. */
    private Map<String, Object> counted(List<Told> told) {
        campaigns++;
        var campaign = Given.CAMPAIGN_REF + campaigns;
        for (var each : told) {
            counter.process(new Record<>(campaign, each.news(), NOW.toEpochMilli()));
        }
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(NOW.toEpochMilli());
        var plain = of(context.forwarded().getFirst().record().value());
        context.resetForwards();
        KeyValueStore<String, CampaignHead> heads = context.getStateStore(CountCampaigns.HEADS);
        plain.put("last", String.valueOf(heads.get(campaign).getLastReadingAt()));
        return plain;
    }

    private <K, V> void add(String name, Serde<K> key, Serde<V> value) {
        var store =
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, value)
                        .withLoggingDisabled()
                        .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    private static <T extends SpecificRecordBase> Serde<T> stored(Class<T> type) {
        return StoredRecord.serde(type);
    }

    private static Map<String, Object> of(CampaignProgress progress) {
        var plain = new TreeMap<String, Object>();
        plain.put("kind", progress.getKind());
        plain.put("devices", progress.getDevices());
        plain.put("outcomes", new TreeMap<>(progress.getByOutcome()));
        var reasons = new TreeMap<String, Long>();
        for (var reason : progress.getByReason()) {
            reasons.put(
                    reason.getOutcome()
                            + " "
                            + reason.getProviderStatus()
                            + " "
                            + reason.getReason(),
                    reason.getDevices());
        }
        plain.put("reasons", reasons);
        plain.put("stuck", progress.getStuck());
        plain.put("first", String.valueOf(progress.getFirstObservedAt()));
        plain.put("reported", String.valueOf(progress.getReportedDevices()));
        plain.put("scanned", String.valueOf(progress.getLastScanAt()));
        plain.put("name", String.valueOf(progress.getName()));
        return plain;
    }

    /** The last word on each device, counted. */
    private static Map<String, Object> plain(List<Told> told, TaskKind kind) {
        var last = new HashMap<String, Word>();
        Instant first = null;
        Instant latest = null;
        Campaign info = null;
        CompletedScan scan = null;
        for (var each : told) {
            if (each.fact() instanceof Campaign campaign) {
                info =
                        info == null || campaign.getObservedAt().isAfter(info.getObservedAt())
                                ? campaign
                                : info;
            } else if (each.fact() instanceof SourceHealth health) {
                scan =
                        scan == null || health.getScan().getNumber() > scan.getNumber()
                                ? health.getScan()
                                : scan;
            } else {
                var word = Word.of(each.fact());
                last.merge(word.ref(), word, (one, two) -> one.isAfter(two) ? one : two);
                first = first == null || word.seen().isBefore(first) ? word.seen() : first;
                latest = latest == null || word.seen().isAfter(latest) ? word.seen() : latest;
            }
        }
        last.values().removeIf(word -> word.outcome() == Outcome.REMOVED);
        var plain = new TreeMap<String, Object>();
        plain.put("kind", kind);
        plain.put("devices", (long) last.size());
        var outcomes = new TreeMap<String, Long>();
        var reasons = new TreeMap<String, Long>();
        var stuck = 0L;
        for (var word : last.values()) {
            outcomes.merge(word.outcome().name(), 1L, Long::sum);
            reasons.merge(word.outcome() + " " + word.said(), 1L, Long::sum);
            if (word.isUnderWay() && word.minute() < minute(NOW) - 24 * 60) {
                stuck++;
            }
        }
        plain.put("outcomes", outcomes);
        plain.put("reasons", reasons);
        plain.put("stuck", stuck);
        plain.put("first", String.valueOf(first));
        plain.put("last", String.valueOf(latest));
        plain.put("reported", String.valueOf(scan == null ? null : scan.getReportedRows()));
        plain.put("scanned", String.valueOf(scan == null ? null : scan.getCompletedAt()));
        plain.put("name", String.valueOf(info == null ? null : info.getName()));
        return plain;
    }

    private static long minute(Instant time) {
        return time.getEpochSecond() / 60;
    }

    /** What one event says of a device of the campaign. */
    private record Word(
            String ref,
            Instant at,
            long turn,
            String id,
            Outcome outcome,
            String said,
            Instant seen) {
        static Word of(Object fact) {
            return fact instanceof DeviceStatusEvent reading
                    ? of(reading)
                    : of((PushActionEvent) fact);
        }

        private static Word of(DeviceStatusEvent reading) {
            return new Word(
                    reading.getDevices().getFirst(),
                    OrderTime.of(reading.getOccurredAt(), reading.getObservedAt()),
                    reading.getReading(),
                    reading.getEventId(),
                    reading.getOutcome(),
                    reading.getProviderStatus()
                            + (reading.getReason() == null ? " null" : " code #"),
                    reading.getObservedAt());
        }

        private static Word of(PushActionEvent push) {
            var isKnown = push.getFailed() != null;
            var isFailed = isKnown && push.getFailed();
            return new Word(
                    push.getDevices().getFirst(),
                    push.getOccurredAt(),
                    isKnown ? push.getObservedAt().toEpochMilli() : 0,
                    push.getEventId(),
                    isKnown ? isFailed ? Outcome.FAILED : Outcome.SUCCEEDED : Outcome.UNKNOWN,
                    isKnown ? isFailed ? "failed why #" : "sent null" : "unknown null",
                    push.getObservedAt());
        }

        boolean isAfter(Word other) {
            return comparing(Word::at)
                            .thenComparingLong(Word::turn)
                            .thenComparing(Word::id)
                            .compare(this, other)
                    > 0;
        }

        boolean isUnderWay() {
            return outcome == Outcome.PENDING || outcome == Outcome.IN_PROGRESS;
        }

        long minute() {
            return CampaignsInAnyOrderTest.minute(seen);
        }
    }
}

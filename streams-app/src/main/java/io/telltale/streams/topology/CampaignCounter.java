package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.Stuck;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.CampaignNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps members, counts and heads of the campaigns of one task. Which campaigns still have to be
 * published is kept in a store, so a crash delays progress and loses none.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class CampaignCounter
        extends ContextualProcessor<String, CampaignNews, String, CampaignProgress> {

    private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);

    /** As finely as silence is counted. */
    private static final Duration JUDGE_EVERY = Duration.ofMinutes(1);

    private final Stuck stuck;
    private KeyValueStore<PairKey, CampaignMember> members;
    private KeyValueStore<PairKey, ReasonCount> counts;
    private KeyValueStore<String, CampaignHead> heads;
    private KeyValueStore<String, CampaignProgress> progress;
    private KeyValueStore<String, Long> changed;
    private KeyValueStore<PairKey, Long> silent;

    CampaignCounter(Stuck stuck) {
        this.stuck = stuck;
    }

    @Override
    public void init(ProcessorContext<String, CampaignProgress> context) {
        super.init(context);
        this.members = context.getStateStore(CountCampaigns.MEMBERS);
        this.counts = context.getStateStore(CountCampaigns.COUNTS);
        this.heads = context.getStateStore(CountCampaigns.HEADS);
        this.progress = context.getStateStore(CountCampaigns.PROGRESS);
        this.changed = context.getStateStore(CountCampaigns.CHANGED);
        this.silent = context.getStateStore(CountCampaigns.SILENT);
        context.schedule(PUBLISH_EVERY, PunctuationType.WALL_CLOCK_TIME, this::publish);
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, this::judge);
    }

    @Override
    public void process(Record<String, CampaignNews> record) {
        var campaign = record.key();
        var news = record.value();
        var at = Instant.ofEpochMilli(record.timestamp());
        var stored = heads.get(campaign);
        var head = stored == null ? Campaigns.unknown(news.getProvider(), at) : stored;
        if (news.getMember() != null) {
            count(campaign, news.getMember(), head);
        }
        if (news.getHealth() != null) {
            put(campaign, head, Campaigns.with(head, news.getHealth(), at));
        }
        if (news.getInfo() != null) {
            put(campaign, head, Campaigns.with(head, news.getInfo()));
        }
    }

    private void count(String campaign, CampaignMember reading, CampaignHead head) {
        var place = new PairKey(campaign, reading.getRef());
        var known = members.get(place);
        if (!Campaigns.supersedes(reading, known)) {
            put(campaign, head, Campaigns.withLate(head, reading));
            return;
        }
        var before = Campaigns.tally(known);
        var after = Campaigns.tally(reading);
        var now = Campaigns.with(head, reading);

        members.put(place, reading);
        before.ifPresent(tally -> add(campaign, tally, -1));
        after.ifPresent(tally -> add(campaign, tally, 1));
        if (known != null) {
            Stuck.silentSince(known).ifPresent(minute -> addSilent(campaign, minute, -1));
        }
        Stuck.silentSince(reading).ifPresent(minute -> addSilent(campaign, minute, 1));
        put(campaign, head, now);
    }

    private void addSilent(String campaign, long minute, long devices) {
        var place = new PairKey(campaign, "%012d".formatted(minute)); // sorts as the minutes do
        var stored = silent.get(place);
        var now = (stored == null ? 0 : stored) + devices;
        silent.put(place, now == 0 ? null : now);
    }

    private void add(String campaign, ReasonCount tally, long devices) {
        var place = new PairKey(campaign, Campaigns.tallyId(tally));
        var stored = counts.get(place);
        var now = (stored == null ? 0 : stored.getDevices()) + devices;
        counts.put(place, now == 0 ? null : ReasonCount.newBuilder(tally).setDevices(now).build());
    }

    private void put(String campaign, CampaignHead before, CampaignHead now) {
        heads.put(campaign, now);
        if (now.getChanges() != before.getChanges()) {
            changed.put(campaign, now.getChanges());
        }
    }

    private void publish(long now) {
        for (var campaign : waiting()) {
            var head = heads.get(campaign);
            var current =
                    Campaigns.progress(
                            CampaignRef.parse(campaign),
                            head,
                            tallies(campaign),
                            stuckIn(campaign, Instant.ofEpochMilli(now)));
            var record = record(campaign, head, current);

            progress.put(campaign, current);
            changed.delete(campaign);
            context().forward(record);
        }
    }

    /** Time alone lets devices get stuck: campaigns of which that is true are published again. */
    private void judge(long time) {
        var now = Instant.ofEpochMilli(time);
        for (var campaign : withSilentDevices()) {
            var last = progress.get(campaign);
            var known = last == null ? null : last.getStuck();
            if (last != null && !Objects.equals(known, stuckIn(campaign, now))) {
                var head = heads.get(campaign);
                put(campaign, head, Campaigns.again(head, now));
            }
        }
    }

    private Set<String> withSilentDevices() {
        var campaigns = new LinkedHashSet<String>();
        try (var all = silent.all()) {
            all.forEachRemaining(entry -> campaigns.add(entry.key.owner()));
        }
        return campaigns;
    }

    private long stuckIn(String campaign, Instant now) {
        var devices = 0L;
        try (var all = silent.range(PairKey.first(campaign), PairKey.last(campaign))) {
            while (all.hasNext()) {
                var next = all.next();
                if (!stuck.isTooLong(Long.parseLong(next.key.member()), now)) {
                    break;
                }
                devices += next.value;
            }
        }
        return devices;
    }

    private List<String> waiting() {
        var waiting = new ArrayList<String>();
        try (var all = changed.all()) {
            all.forEachRemaining(entry -> waiting.add(entry.key));
        }
        return waiting;
    }

    private List<ReasonCount> tallies(String campaign) {
        var tallies = new ArrayList<ReasonCount>();
        try (var all = counts.range(PairKey.first(campaign), PairKey.last(campaign))) {
            all.forEachRemaining(entry -> tallies.add(entry.value));
        }
        return tallies;
    }

    /** Its time is our time of the latest of what it is made of; that never goes back. */
    private static Record<String, CampaignProgress> record(
            String campaign, CampaignHead head, CampaignProgress now) {
        var topic = Topics.CAMPAIGN_PROGRESS;
        var id = EventId.of(topic.name(), campaign, Long.toString(head.getChanges()));
        var at = head.getLastObservedAt();
        var headers = Heads.of(topic, id, campaign, at, new RecordHeaders());
        return new Record<>(campaign, now, at.toEpochMilli(), headers);
    }
}

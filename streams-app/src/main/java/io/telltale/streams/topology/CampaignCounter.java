package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.CampaignNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private KeyValueStore<PairKey, CampaignMember> members;
    private KeyValueStore<PairKey, ReasonCount> counts;
    private KeyValueStore<String, CampaignHead> heads;
    private KeyValueStore<String, CampaignProgress> progress;
    private KeyValueStore<String, Long> changed;

    @Override
    public void init(ProcessorContext<String, CampaignProgress> context) {
        super.init(context);
        this.members = context.getStateStore(CountCampaigns.MEMBERS);
        this.counts = context.getStateStore(CountCampaigns.COUNTS);
        this.heads = context.getStateStore(CountCampaigns.HEADS);
        this.progress = context.getStateStore(CountCampaigns.PROGRESS);
        this.changed = context.getStateStore(CountCampaigns.CHANGED);
        context.schedule(PUBLISH_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> publish());
    }

    @Override
    public void process(Record<String, CampaignNews> record) {
        var status = record.value().getStatus();
        if (status != null) {
            count(record.key(), Campaigns.member(status), status.getProvider());
        }
        var push = record.value().getPush();
        if (push != null) {
            count(record.key(), Campaigns.member(push), push.getProvider());
        }
        var health = record.value().getHealth();
        if (health != null) {
            noteScan(record.key(), health);
        }
    }

    private void count(String campaign, CampaignMember reading, Provider provider) {
        var place = new PairKey(campaign, reading.getRef());
        var known = members.get(place);
        if (!Campaigns.supersedes(reading, known)) {
            return;
        }
        var head = Campaigns.with(heads.get(campaign), provider, reading.getObservedAt());

        members.put(place, reading);
        Campaigns.tally(known).ifPresent(tally -> add(campaign, tally, -1));
        Campaigns.tally(reading).ifPresent(tally -> add(campaign, tally, 1));
        put(campaign, head);
    }

    private void add(String campaign, ReasonCount tally, long devices) {
        var place = new PairKey(campaign, Campaigns.tallyId(tally));
        var stored = counts.get(place);
        var now = (stored == null ? 0 : stored.getDevices()) + devices;
        counts.put(place, now == 0 ? null : ReasonCount.newBuilder(tally).setDevices(now).build());
    }

    private void noteScan(String campaign, SourceHealth health) {
        var known = heads.get(campaign);
        if (Campaigns.isNewScan(known, health)) {
            put(campaign, Campaigns.with(known, health));
        }
    }

    private void put(String campaign, CampaignHead head) {
        heads.put(campaign, head);
        changed.put(campaign, head.getChanges());
    }

    private void publish() {
        for (var campaign : waiting()) {
            var head = heads.get(campaign);
            var now = Campaigns.progress(CampaignRef.parse(campaign), head, tallies(campaign));
            var record = record(campaign, head, now);

            progress.put(campaign, now);
            changed.delete(campaign);
            context().forward(record);
        }
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

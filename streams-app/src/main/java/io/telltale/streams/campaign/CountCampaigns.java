package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.topic.StreamsApplication;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.step.PersistentStores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Step: counts the devices of each campaign by outcome, status and reason, and publishes the
 * progress of a changed campaign at most once a second.
 */
public final class CountCampaigns {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final StuckRule stuck;

    /**
     * A step.
     *
     * @param stuckAfter how long a device under way may be without a reading, in whole hours
     */
    public CountCampaigns(Duration stuckAfter) {
        this.stuck = new StuckRule(stuckAfter);
    }

    /** The store of the step; cached, since deltas of all partitions change the same rows. */
    public static StoreBuilder<KeyValueStore<PairKey, byte[]>> store() {
        return PersistentStores.keyValue(
                        StreamsApplication.CAMPAIGNS, PairKey.serde(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** Adds the step; its store must have been added to the topology. */
    public KStream<String, CampaignProgress> apply(KStream<String, CampaignUpdate> updates) {
        return updates.process(
                () -> new Counting(stuck),
                Named.as("count-campaigns"),
                StreamsApplication.CAMPAIGNS);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Counting
            extends ContextualProcessor<String, CampaignUpdate, String, CampaignProgress> {

        private final StuckRule stuck;
        private CampaignCounter counter;

        Counting(StuckRule stuck) {
            this.stuck = stuck;
        }

        @Override
        public void init(ProcessorContext<String, CampaignProgress> context) {
            super.init(context);
            counter =
                    new CampaignCounter(
                            context.getStateStore(StreamsApplication.CAMPAIGNS),
                            stuck,
                            context::forward);
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> counter.tick(now));
        }

        @Override
        public void process(Record<String, CampaignUpdate> record) {
            counter.update(record.key(), record.value(), record.timestamp());
        }
    }
}

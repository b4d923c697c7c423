package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.record.CampaignUpdate;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

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

    /** Adds the step; its store must have been added to the topology. */
    public KStream<String, CampaignProgress> apply(KStream<String, CampaignUpdate> updates) {
        return updates.process(
                () -> new Counting(stuck), Named.as("count-campaigns"), StreamsNames.CAMPAIGNS);
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
                            context.getStateStore(StreamsNames.CAMPAIGNS), stuck, context::forward);
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> counter.tick(now));
        }

        @Override
        public void process(Record<String, CampaignUpdate> record) {
            counter.update(record.key(), record.value(), record.timestamp());
        }
    }
}

package io.telltale.streams.ref;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignMembers;
import io.telltale.streams.campaign.CampaignOutbox;
import io.telltale.streams.register.Junk;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step of the ref sub-topology: files events, follows identities, sends what devices and
 * campaigns have to know.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class RefProcessor extends ContextualProcessor<String, RefInput, String, RefOutput> {

    private static final Duration CAMPAIGN_TICK = Duration.ofMillis(100);

    private final Junk junk;
    private final Duration rowsKept;
    private final BooleanSupplier isBehind;
    private EventFiling filing;
    private IdentityFollowing following;

    RefProcessor(Junk junk, Duration rowsKept, BooleanSupplier isBehind) {
        this.junk = junk;
        this.rowsKept = rowsKept;
        this.isBehind = isBehind;
    }

    @Override
    public void init(ProcessorContext<String, RefOutput> context) {
        super.init(context);
        var state = new RefState(context);
        var outputs = new RefOutputs(context);
        var members = new CampaignMembers(context.getStateStore(StreamsNames.REF_INDEX));
        var parts = new PartOutbox(state, outputs, isBehind);
        filing = new EventFiling(state, outputs, parts, members, junk);
        following = new IdentityFollowing(state, outputs, parts);
        var expiry = new RowExpiry(state, rowsKept);
        every(
                PartOutbox.TICK,
                _ -> {
                    following.goOn();
                    parts.tick();
                });
        every(RowExpiry.TICK, expiry::goOn);
        var campaigns = new CampaignOutbox(members, CampaignOutbox.ROUND, outputs::campaign);
        every(CAMPAIGN_TICK, campaigns::send);
    }

    private void every(Duration interval, Punctuator action) {
        context().schedule(interval, PunctuationType.WALL_CLOCK_TIME, action);
    }

    @Override
    public void process(Record<String, RefInput> record) {
        switch (record.value()) {
            case RefInput.Reported(var event) -> filing.file(record, event);
            case RefInput.Identified(var identity) -> following.follow(record, identity);
        }
    }
}

package io.telltale.streams.ref;

import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.Observation;
import io.telltale.streams.register.Junk;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Step: processes events and identities of refs; see {@link RefProcessor}. */
public final class ProcessRefs {

    private final Junk junk;
    private final Duration rowsKept;
    private final BooleanSupplier isBehind;

    /**
     * A step over the stores {@code rows}, {@code cards}, {@code tasks} and {@code ref-index}.
     *
     * @param junk refs that identify no device
     * @param rowsKept how long a row is kept after it was first observed
     * @param isBehind whether a backlog is worked off
     */
    public ProcessRefs(Junk junk, Duration rowsKept, BooleanSupplier isBehind) {
        this.junk = junk;
        this.rowsKept = rowsKept;
        this.isBehind = isBehind;
    }

    /** Adds the step. */
    public Outputs apply(KStream<String, RefInput> inputs) {
        return new Outputs(
                inputs.process(
                        () -> new RefProcessor(junk, rowsKept, isBehind),
                        Named.as("process-refs"),
                        StreamsNames.ROWS,
                        StreamsNames.CARDS,
                        StreamsNames.TASKS,
                        StreamsNames.REF_INDEX));
    }

    /**
     * What leaves the step. Each kind goes to the child node that is named for it, so every method
     * is called once.
     */
    public static final class Outputs {

        private final KStream<String, RefOutput> outputs;

        private Outputs(KStream<String, RefOutput> outputs) {
            this.outputs = outputs;
        }

        /** Entries by device key. */
        public KStream<String, TimelineEntry> timeline() {
            return outputs.mapValues(
                    output -> ((RefOutput.Timeline) output).entry(),
                    Named.as(RefOutputs.TO_TIMELINE));
        }

        /** Updates by device key. */
        public KStream<String, DeviceUpdate> deviceUpdates() {
            return outputs.mapValues(
                    output -> ((RefOutput.ForDevice) output).update(),
                    Named.as(RefOutputs.TO_DEVICES));
        }

        /** Observations by named ref. */
        public KStream<String, Observation> observations() {
            return outputs.mapValues(
                    output -> ((RefOutput.ForNamedRef) output).observation(),
                    Named.as(RefOutputs.TO_NAMED_REFS));
        }

        /** Sums by campaign ref. */
        public KStream<String, CampaignUpdate> campaignUpdates() {
            return outputs.mapValues(
                    output -> ((RefOutput.ForCampaign) output).update(),
                    Named.as(RefOutputs.TO_CAMPAIGNS));
        }
    }
}

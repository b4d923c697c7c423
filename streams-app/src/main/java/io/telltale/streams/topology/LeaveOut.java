package io.telltale.streams.topology;

import io.telltale.streams.topology.Unusable.Fault;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step: leaves out what the operator has told to skip. Stands first behind every topic that is
 * read, our own between steps too: there nothing is written yet.
 */
final class LeaveOut {

    private final Skips skips;

    LeaveOut(Skips skips) {
        this.skips = skips;
    }

    <K, V> KStream<K, V> apply(KStream<K, V> records, String topic) {
        return records.processValues(() -> new Leaving<K, V>(skips), Named.as("skip-of-" + topic));
    }

    private static final class Leaving<K, V> extends ContextualFixedKeyProcessor<K, V, V> {

        private final Skips skips;

        Leaving(Skips skips) {
            this.skips = skips;
        }

        @Override
        public void process(FixedKeyRecord<K, V> record) {
            var place = context().recordMetadata().orElseThrow();
            if (skips.contain(place.topic(), place.partition(), place.offset())) {
                throw new Unusable(Fault.SKIPPED);
            }
            context().forward(record);
        }
    }
}

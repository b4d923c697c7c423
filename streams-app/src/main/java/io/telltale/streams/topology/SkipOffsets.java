package io.telltale.streams.topology;

import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step: turns records that an operator marked to be skipped into dead letters. Stands first behind
 * every topic that is read, repartition topics included: nothing is written there yet.
 */
final class SkipOffsets {

    private final SkippedOffsets skipped;

    SkipOffsets(SkippedOffsets skipped) {
        this.skipped = skipped;
    }

    <K, V> KStream<K, V> apply(KStream<K, V> records, RepartitionTopic topic) {
        return apply(records, topic.label());
    }

    <K, V> KStream<K, V> apply(KStream<K, V> records, String topic) {
        return records.processValues(
                () -> new Skipping<K, V>(skipped), Named.as("skip-offsets-of-" + topic));
    }

    private static final class Skipping<K, V> extends ContextualFixedKeyProcessor<K, V, V> {

        private final SkippedOffsets skipped;

        Skipping(SkippedOffsets skipped) {
            this.skipped = skipped;
        }

        @Override
        public void process(FixedKeyRecord<K, V> record) {
            var at = context().recordMetadata().orElseThrow();
            if (skipped.contain(at.topic(), at.partition(), at.offset())) {
                throw new UnprocessableRecordException(Fault.SKIPPED);
            }
            context().forward(record);
        }
    }
}

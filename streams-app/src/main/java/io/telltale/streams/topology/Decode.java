package io.telltale.streams.topology;

import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Step: lets a topic's records through whose key and value could be read. */
final class Decode {

    /** What decoding puts in the place of bytes that are no UTF-8; in no key of ours. */
    private static final char NO_TEXT = '\uFFFD';

    <V extends SpecificRecord> KStream<String, V> apply(
            KStream<String, Decoded<V>> records, String topic) {
        return records.processValues(Decoding<V>::new, Named.as("decode-" + topic));
    }

    @NullUnmarked // keys and values of anybody's making; a value of null is a tombstone
    private static final class Decoding<V extends SpecificRecord>
            extends ContextualFixedKeyProcessor<String, Decoded<V>, V> {

        @Override
        public void process(FixedKeyRecord<String, Decoded<V>> record) {
            if (!isText(record.key())) {
                throw new UnprocessableRecordException(Fault.BAD_KEY);
            }
            context().forward(record.withValue(value(record.value())));
        }

        private static boolean isText(@Nullable String key) {
            return key != null && !key.isEmpty() && key.indexOf(NO_TEXT) < 0;
        }

        private V value(Decoded<V> decoded) {
            return switch (decoded) {
                case Decoded.Whole<V>(var value) -> value;
                case Decoded.Broken<V>(var fault) ->
                        throw new UnprocessableRecordException(
                                switch (fault) {
                                    case UNKNOWN_SCHEMA -> Fault.UNKNOWN_SCHEMA;
                                    case UNDECODABLE -> Fault.UNDECODABLE;
                                });
            };
        }
    }
}

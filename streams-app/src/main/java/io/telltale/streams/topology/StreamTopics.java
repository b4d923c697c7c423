package io.telltale.streams.topology;

import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/** The graph's doors: declared topics as streams and tables. */
final class StreamTopics {

    private final TopicLayout layout;
    private final RecordFormat format;

    StreamTopics(TopicLayout layout, RecordFormat format) {
        this.layout = layout;
        this.format = format;
    }

    /** Number of partitions of every topic, so also of those between our steps. */
    int partitions() {
        return layout.partitions();
    }

    <V extends SpecificRecord> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic) {
        return builder.stream(layout.nameOf(topic), consumed(topic));
    }

    <V extends SpecificRecord> KTable<String, V> readTable(
            StreamsBuilder builder,
            Topic<V> topic,
            Materialized<String, V, KeyValueStore<Bytes, byte[]>> store) {
        return builder.table(layout.nameOf(topic), consumed(topic), store);
    }

    <V extends SpecificRecord> void write(KStream<String, V> records, Topic<V> topic) {
        records.to(
                layout.nameOf(topic),
                Produced.<String, V>as("write-" + topic.name())
                        .withKeySerde(Serdes.String())
                        .withValueSerde(format.serde(topic.value())));
    }

    private <V extends SpecificRecord> Consumed<String, V> consumed(Topic<V> topic) {
        return Consumed.<String, V>as("read-" + topic.name())
                .withKeySerde(Serdes.String())
                .withValueSerde(format.serde(topic.value()));
    }
}

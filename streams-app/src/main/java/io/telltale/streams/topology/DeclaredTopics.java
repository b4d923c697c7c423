package io.telltale.streams.topology;

import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/** Source and sink nodes of the declared topics. */
final class DeclaredTopics {

    private final TopicLayout layout;
    private final ValueSerdes serdes;

    private final SkipOffsets skipOffsets;

    DeclaredTopics(TopicLayout layout, ValueSerdes serdes, SkipOffsets skipOffsets) {
        this.layout = layout;
        this.serdes = serdes;
        this.skipOffsets = skipOffsets;
    }

    /** Number of partitions of every topic, so also of those between our steps. */
    int partitions() {
        return layout.partitions();
    }

    /** Only records that can be read; the others become dead letters. */
    <V extends SpecificRecord> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic) {
        var records =
                builder.stream(
                        layout.nameOf(topic),
                        Consumed.<String, Decoded<V>>as("read-" + topic.name())
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Decoded.serde(serdes.serde(topic.value()))));
        return new Decode().apply(skipOffsets.apply(records, topic.name()), topic.name());
    }

    <V extends SpecificRecord> void write(KStream<String, V> records, Topic<V> topic) {
        records.to(
                layout.nameOf(topic),
                Produced.<String, V>as("write-" + topic.name())
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.serde(topic.value())));
    }
}

package io.telltale.streams.encoding;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;

/**
 * A key in two steps, such as campaign and device: all of one owner lie together, in the order of
 * the second part. As bytes: owner, a zero byte, member; neither holds a zero byte.
 *
 * @param owner first part
 * @param member second part
 */
public record PairKey(String owner, String member) {

    private static final char PARTING = '\0';

    /** Before every key of the owner. */
    public static PairKey first(String owner) {
        return new PairKey(owner, "");
    }

    /** After every key of the owner. */
    public static PairKey last(String owner) {
        return new PairKey(owner, "\uffff");
    }

    /** A serde whose bytes sort as the keys do. */
    @NullUnmarked // Kafka's contract
    public static Serde<PairKey> serde() {
        var writesText = new StringSerializer();
        var readsText = new StringDeserializer();
        Serializer<PairKey> writes = // an open end of a range is null
                (topic, key) -> key == null ? null : writesText.serialize(topic, key.text());
        Deserializer<PairKey> reads = (topic, bytes) -> parse(readsText.deserialize(topic, bytes));
        return Serdes.serdeFrom(writes, reads);
    }

    private String text() {
        return owner + PARTING + member;
    }

    private static PairKey parse(String text) {
        var parting = text.indexOf(PARTING);
        return new PairKey(text.substring(0, parting), text.substring(parting + 1));
    }
}

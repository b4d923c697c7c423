package io.telltale.streams.topology;

import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Parts;
import io.telltale.streams.record.DevicePart;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/** Step: keeps, for each ref, what its rows come to. */
final class FoldParts {

    private static final String PARTS = "parts";

    KTable<String, DevicePart> apply(KStream<String, NewRow> rows) {
        return rows.groupByKey(Grouped.as("rows-of-a-ref"))
                .aggregate(
                        () -> null,
                        (ref, row, part) -> Parts.added(part, ref, row),
                        Named.as("fold-parts"),
                        Materialized.<String, DevicePart, KeyValueStore<Bytes, byte[]>>as(PARTS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(DevicePart.class))
                                .withCachingDisabled());
    }
}

package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.topic.KeyPartition;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CommittedReadsTest {

    /** In milliseconds, longer than the test. A transaction may stay open as long. */
    private static final String NEVER = "600000";

    private static final Map<String, String> WITHOUT_COMMITS =
            Map.of("commit.interval.ms", NEVER, "producer.transaction.timeout.ms", NEVER);

    private static final String REF = "imei:990000560000001";

    @TempDir private Path folder;

    @Test
    void noQueryHasARowThatACrashWouldTakeBack() throws Exception {
        var now = Instant.now();
        var event = new Event.Sms(Given.sms(REF, "text", Channel.POLL, now, now));
        try (var broker = TestTopics.create();
                var live = new LiveStreams(broker, folder.resolve("data"), WITHOUT_COMMITS)) {
            live.give(event);

            Await.until(
                    () -> holds(live, event, new AsWritten<>()),
                    () -> "the row is not in the store");
            assertThat(holds(live, event, new CommittedStoreType<>())).isFalse();
            assertThat(broker.committed(broker.nameOf(Topics.DEVICE_TIMELINE))).isEmpty();
        }
    }

    private static boolean holds(
            LiveStreams live,
            Event event,
            QueryableStoreType<ReadOnlyKeyValueStore<RowKey, Event>> type) {
        var rows =
                live.graph()
                        .streams()
                        .store(
                                StoreQueryParameters.fromNameAndType(StreamsNames.ROWS, type)
                                        .withPartition(KeyPartition.of(REF, 2)));
        return rows.get(RowKey.of(REF, event)) != null;
    }

    /** A store with everything that its task wrote, committed or not. */
    private static final class AsWritten<K, V>
            implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {

        @Override
        public boolean accepts(StateStore store) {
            return store instanceof ReadOnlyKeyValueStore;
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider provider, String store) {
            return provider.stores(store, this).getFirst();
        }
    }
}

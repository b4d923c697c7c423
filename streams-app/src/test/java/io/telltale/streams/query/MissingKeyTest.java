package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that was fresh only after it was read may have got the key in between. */
class MissingKeyTest {

    private static final DeviceRef UNKNOWN = DeviceRef.parse("imei:990000560000009");
    private static final Freshness OLD = OnlyPartition.freshness(Given.NOW.minusSeconds(9));
    private static final Freshness FRESH = OnlyPartition.freshness(Given.NOW.minusSeconds(1));

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void isDeniedByCopiesThatWereFreshBeforeTheyWereRead() {
        var stores = new ReadStores(new QueriesUnderTest(graph, Given.NOW), new AtomicBoolean());
        var reads = new LocalReads(stores, TopologySettings.USUAL.stuckAfter());
        var placement = new OnlyPartition(reads, () -> stores.wereRead().get() ? FRESH : OLD);
        var clock = Clock.fixed(Given.NOW, ZoneOffset.UTC);
        var queries = new ClusterQueries(placement, Duration.ZERO, clock);

        assertThat(queries.device(UNKNOWN, Optional.empty())).isInstanceOf(Lookup.NotReady.class);
        assertThat(queries.device(UNKNOWN, Optional.empty()))
                .isEqualTo(new Lookup.Unknown<>(FRESH));
    }

    /** Stores that know whether they were read. */
    private record ReadStores(StorePartitions stores, AtomicBoolean wereRead)
            implements StorePartitions {

        @Override
        public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
            wereRead.set(true);
            return stores.open(store, partition);
        }

        @Override
        public int partitions() {
            return stores.partitions();
        }
    }
}

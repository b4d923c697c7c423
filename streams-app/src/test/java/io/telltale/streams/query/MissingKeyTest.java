package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that was fresh only after it was read may have got the key in between. */
class MissingKeyTest {

    private static final DeviceRef NOBODY = DeviceRef.parse("imei:990000560000009");
    private static final Freshness OLD = asOf(Given.NOW.minusSeconds(9));
    private static final Freshness FRESH = asOf(Given.NOW.minusSeconds(1));

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void isDeniedByCopiesThatWereFreshBeforeTheyWereRead() {
        var stores = new QueriesUnderTest(graph, Given.NOW);
        var reads = new LocalReads(stores, TopologySettings.USUAL.stuckAfter());
        var placement = new Aging(reads, new ArrayDeque<>(List.of(OLD, FRESH)));
        var clock = Clock.fixed(Given.NOW, ZoneOffset.UTC);
        var queries = new ClusterQueries(placement, Duration.ZERO, clock);

        assertThat(queries.device(NOBODY, Optional.empty())).isInstanceOf(Lookup.NotReady.class);
        assertThat(queries.device(NOBODY, Optional.empty())).isEqualTo(new Lookup.Unknown<>(FRESH));
    }

    private static Freshness asOf(Instant time) {
        return new Freshness(OptionalLong.of(0), Optional.of(time), Freshness.Role.ACTIVE);
    }

    /** One partition that becomes fresher with each look. */
    private record Aging(PartitionReads reads, Queue<Freshness> looks) implements Placement {

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public PartitionReads of(String store, int partition) {
            return reads;
        }

        @Override
        public Freshness freshness() {
            return looks.size() > 1 ? looks.remove() : looks.element();
        }
    }
}

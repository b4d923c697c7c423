package io.telltale.streams.peer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.telltale.schemas.settings.Secret;
import io.telltale.service.access.HttpServerSettings;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerSettings;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.streams.query.LocalReads;
import io.telltale.streams.query.StorePartitions;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Another instance on a free port, over the stores of a graph under test. It has no copies. */
@NullUnmarked // set before each test
final class PeerUnderTest implements BeforeEachCallback, AfterEachCallback, StorePartitions {

    static final PeerSettings PEERS =
            new PeerSettings(Optional.empty(), Optional.of(new Secret("secret of the instances")));

    /** The first request of a process loads classes. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TopologyUnderTest graph;
    private ApplicationContext context;
    private EmbeddedServer server;

    PeerUnderTest(TopologyUnderTest graph) {
        this.graph = graph;
    }

    /** The stores of an instance that has no partition. */
    private record NoPartitions(int partitions) implements StorePartitions {

        @Override
        public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
            throw new InvalidStateStoreException("not here");
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) throws PeerUnavailableException {
        context =
                ApplicationContext.builder()
                        .properties(
                                Map.of(
                                        "micronaut.server.host",
                                        "127.0.0.1",
                                        "micronaut.server.port",
                                        -1))
                        .singletons(
                                new HttpServerSettings(
                                        "127.0.0.1", 0, List.of(), List.of(), "", PEERS))
                        .build();
        context.registerSingleton(LocalReads.class, local(), PrimaryQualifier.instance());
        context.registerSingleton(
                LocalReads.class,
                new LocalReads(new NoPartitions(1), TopologySettings.USUAL.stuckAfter()),
                Qualifiers.byName(LocalReads.COPIES));
        context.start();
        server = context.getBean(EmbeddedServer.class).start();
        new PeerClient(PEERS).get(address(), "no-route", LONG);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context.close();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Reads of its stores, without HTTP. */
    LocalReads local() {
        return new LocalReads(this, TopologySettings.USUAL.stuckAfter());
    }

    /** The same over HTTP. */
    PeerReads remote() {
        return PeerReads.active(new PeerClient(PEERS), address());
    }

    /** Reads of its copies over HTTP. */
    PeerReads copies() {
        return PeerReads.copies(new PeerClient(PEERS), address());
    }

    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        return graph.driver().getKeyValueStore(store);
    }

    @Override
    public int partitions() {
        return 1;
    }
}

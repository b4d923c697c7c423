package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.service.peer.PeerAddress;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams.State;

/** A running graph over a real broker, as the process has it. */
final class LiveStreams implements AutoCloseable {

    private final TestTopics broker;
    private final RegistryServer registry;
    private final EventFeed feed;
    private final Path data;
    private StreamsRunner graph;

    /**
     * Starts and waits until it runs.
     *
     * @param properties of the operator, for all of its clients
     */
    LiveStreams(TestTopics broker, Path data, Map<String, String> properties) throws Exception {
        this.broker = broker;
        this.data = data;
        this.registry = RegistryServer.registeringLookups();
        this.graph = started(properties);
        this.feed = new EventFeed(broker, registry);
    }

    private SerdeSettings serdeSettings() {
        return SerdeSettings.read(
                Settings.of(Map.of("TELLTALE_REGISTRY_URL", registry.url().toString())));
    }

    private StreamsRunner started(Map<String, String> properties) throws Exception {
        var started =
                new StreamsRunner(
                        broker.kafka(properties),
                        broker.layout(),
                        serdeSettings(),
                        SchemaIds.of(serdeSettings()),
                        new StreamsSettings(data, TopologySettings.USUAL),
                        new PeerAddress("127.0.0.1:1"),
                        () -> {});
        started.start();
        Await.until(
                () -> started.streams().state() == State.RUNNING,
                () -> "it is " + started.streams().state());
        return started;
    }

    StreamsRunner graph() {
        return graph;
    }

    /** Acknowledged when it returns. */
    void give(Event... events) throws Exception {
        feed.write(events);
    }

    /** Waits until so many records of this key are committed on a topic that the graph writes. */
    void awaitRecords(String topic, String key, int wanted) throws Exception {
        Await.until(
                () -> keys(topic).stream().filter(key::equals).count() >= wanted,
                () ->
                        "%s has only %s; the graph is %s"
                                .formatted(topic, keys(topic), graph.streams().state()));
    }

    private List<String> keys(String topic) {
        return broker.committed(topic).stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    @Override
    public void close() {
        graph.stop();
        feed.close();
        registry.close();
    }
}

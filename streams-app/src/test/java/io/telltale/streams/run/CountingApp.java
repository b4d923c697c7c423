package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.peer.PeerAddress;
import io.telltale.streams.step.PersistentStores;
import io.telltale.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A small application with the service's own properties, as a process of its own that a test can
 * kill: each key is kept in the store {@code busy}, the first of a task in {@code rare} too. Prints
 * what a test waits for.
 */
final class CountingApp {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** A test that is broken off leaves no process behind for longer. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(3);

    private static final String BUSY = "busy";
    private static final String RARE = "rare";

    private CountingApp() {}

    /**
     * Bootstrap servers, prefix of topics, data folder, and {@code plain} for Kafka's own stores.
     */
    public static void main(String[] arguments) {
        var layout = new TopicLayout(arguments[1], 2, 1, 1);
        var settings = new StreamsSettings(Path.of(arguments[2]), TopologySettings.USUAL);
        var properties =
                StreamsProperties.of(
                        new KafkaSettings(arguments[0], Map.of()),
                        layout,
                        settings,
                        new PeerAddress("127.0.0.1:1"));
        var isPlain = arguments[3].equals("plain");
        var streams =
                new KafkaStreams(
                        topology(isPlain, layout, new StreamsConfig(properties)), properties);
        var restoring = new RestoreProgress();
        streams.setGlobalStateRestoreListener(restoring);
        streams.start();
        var printed = "";
        var end = System.nanoTime() + LONGEST_LIFE.toNanos();
        while (System.nanoTime() < end) {
            if (streams.state() == KafkaStreams.State.RUNNING) {
                var now =
                        "restored=%d busy=%d rare=%d"
                                .formatted(
                                        restoring.restored(),
                                        count(streams, BUSY),
                                        count(streams, RARE));
                if (!now.equals(printed)) {
                    System.out.println(now);
                    printed = now;
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        Runtime.getRuntime().halt(1);
    }

    private static long count(KafkaStreams streams, String store) {
        var all =
                streams.store(
                        StoreQueryParameters.fromNameAndType(
                                store, QueryableStoreTypes.<String, byte[]>keyValueStore()));
        var count = 0L;
        try (var entries = all.all()) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }

    private static Topology topology(boolean isPlain, TopicLayout layout, StreamsConfig config) {
        return new Topology(new TopologyConfig(config))
                .addSource(
                        "read",
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        layout.nameOf(Topics.DEVICE_SMS))
                .addProcessor("count", new Counting(isPlain), "read");
    }

    private record Counting(boolean isPlain)
            implements ProcessorSupplier<String, byte[], Void, Void> {

        @Override
        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        public Processor<String, byte[], Void, Void> get() {
            return new ContextualProcessor<>() {
                private KeyValueStore<String, byte[]> busy;
                private KeyValueStore<String, byte[]> rare;
                private boolean isFirst = true;

                @Override
                public void init(ProcessorContext<Void, Void> context) {
                    super.init(context);
                    busy = context.getStateStore(BUSY);
                    rare = context.getStateStore(RARE);
                }

                @Override
                public void process(Record<String, byte[]> record) {
                    busy.put(record.key(), record.value());
                    if (isFirst) {
                        rare.put(record.key(), record.value());
                        isFirst = false;
                    }
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store(BUSY), store(RARE));
        }

        private StoreBuilder<?> store(String name) {
            KeyValueBytesStoreSupplier supplier =
                    isPlain
                            ? Stores.persistentKeyValueStore(name)
                            : PersistentStores.supplier(name);
            return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray());
        }
    }
}

package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.streams.topology.DeadLetterHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;

/** Properties of Kafka Streams. What the operator passes through wins. */
final class StreamsProperties {

    /**
     * In milliseconds. What one step sends, the next one sees after a commit: an event is in its
     * device after one or two of these, a new identity after twice as many. Each commit writes a
     * mark to every partition written to, so a shorter one costs broker and graph much of their
     * time.
     */
    private static final int COMMIT_EVERY = 500;

    /**
     * There are none here; where it is not set, Kafka Streams warns of it, and so does its part in
     * each consumer.
     */
    private static final String HANDLER_FOR_GLOBAL_TABLES =
            "processing.exception.handler.global.enabled";

    /** In bytes. A commit spreads over many partitions: each gets one batch or a few. */
    private static final int BATCH = 128 * 1024;

    /**
     * In milliseconds. A fetch waits this long at a broker whose partitions have nothing new; until
     * it is back nothing else is fetched there, while busy partitions run dry.
     */
    private static final int LONGEST_FETCH = 50;

    private StreamsProperties() {}

    static Properties of(
            KafkaSettings kafka,
            TopicLayout layout,
            StreamsSettings settings,
            PeerAddress address) {
        var memory = settings.memory();
        Map<String, Object> needed = new HashMap<>();
        needed.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsNames.id(layout));
        needed.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.text());
        needed.put(StreamsConfig.STATE_DIR_CONFIG, settings.stores().toString());
        needed.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // a crash takes back what was not committed, and with it nothing else
        needed.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
        needed.put(
                StreamsConfig.DEFAULT_INTERACTIVE_QUERY_ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name());
        needed.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        needed.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"); // honours standbys per client
        needed.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        needed.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        needed.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, layout.replicationFactor());
        needed.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY);
        // no step needs the records of its topics in the order of their times: none waits for
        // others
        needed.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        needed.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        needed.put(HANDLER_FOR_GLOBAL_TABLES, true);
        needed.put(StreamsConfig.mainConsumerPrefix(HANDLER_FOR_GLOBAL_TABLES), true);
        needed.put(DeadLetterHandler.LAYOUT, layout);
        // what our deserializers throw is not the record's fault
        needed.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailExceptionHandler.class);
        needed.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DefaultProductionExceptionHandler.class);
        // shared out to our write-behind stores: no store has Kafka Streams' own cache
        needed.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, memory.recordCache());
        needed.put(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG, memory.uncommitted());
        needed.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
        needed.put(SharedStoreMemory.BUDGET, memory);
        needed.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                layout.minInsyncReplicas());
        needed.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest");
        // a member that comes back within this time under its own name gets its tasks at once
        needed.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                InstanceId.in(settings.data()));
        needed.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        needed.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                LONGEST_FETCH);
        // a dead producer holds read-committed consumers for no longer than this
        needed.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 15_000);
        needed.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // a commit sends what waits; before it no reader may see it
        needed.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_EVERY);
        needed.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH);
        needed.put(
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
                64L * 1024 * 1024);
        var properties = new Properties();
        properties.putAll(kafka.client(needed));
        return properties;
    }
}

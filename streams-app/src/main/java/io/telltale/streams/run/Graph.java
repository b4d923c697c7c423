package io.telltale.streams.run;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.streams.topology.DeviceTopology;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running graph, from the start of the process to its end.
 *
 * <p>A record that cannot be used becomes a dead letter. What of Kafka's own failures may pass is
 * tried again ({@link AfterFailure}). Any other failure ends the graph, with one line in the log,
 * and the process is no longer alive for whoever watches it: nothing is skipped. A schema registry
 * that is away is no failure with our deserializer, which waits for it; another one, such as
 * Confluent's, may give up and so end the graph.
 */
@Context
@Requires(beans = StreamsSettings.class)
final class Graph {

    private static final Logger LOG = LoggerFactory.getLogger(Graph.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(7);

    private final RecordSerdes serdes;
    private final Topology topology;
    private final KafkaStreams streams;
    private final Restoring restoring = new Restoring();
    private final AtomicLong moves = new AtomicLong();

    Graph(
            KafkaSettings kafka,
            TopicLayout layout,
            SerdeSettings serdeSettings,
            StreamsSettings settings) {
        var properties = GraphProperties.of(kafka, layout, settings);
        this.serdes = new RecordSerdes(serdeSettings);
        this.topology =
                new DeviceTopology(
                                layout,
                                serdes::serde,
                                settings.graph(),
                                SkipTopic.read(kafka, layout))
                        .build(new StreamsConfig(properties));
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(new AfterFailure());
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStateListener((now, before) -> {
            moves.incrementAndGet();
            LOG.info("graph: {}, was {}", now, before);
        });
    }

    @PostConstruct
    void start() {
        streams.start();
    }

    /**
     * Stops within 7 s, though a step be held up; what is not committed is done again after the
     * next start. Says to the brokers that it goes, so that the next start, or another instance,
     * need not wait for 10 s until they miss it.
     */
    @PreDestroy
    void stop() {
        var leaving =
                CloseOptions.timeout(LONGEST_CLOSE)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn("the graph did not stop within {}", LONGEST_CLOSE);
        }
        serdes.close();
    }

    KafkaStreams streams() {
        return streams;
    }

    /** How often its state has changed. */
    long moves() {
        return moves.get();
    }

    Restoring restoring() {
        return restoring;
    }

    Topology topology() {
        return topology;
    }
}

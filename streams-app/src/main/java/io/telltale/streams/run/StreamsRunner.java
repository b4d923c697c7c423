package io.telltale.streams.run;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.ProcessEnd;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.topic.TopicFollower;
import io.telltale.streams.step.InputEnds;
import io.telltale.streams.topology.StreamsTopology;
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
 * Runs the topology from the start of the process to its end.
 *
 * <p>A record that cannot be processed becomes a dead letter. Failures of Kafka that may pass are
 * retried ({@link StreamThreadFailureHandler}). Any other failure ends the process with {@link
 * ProcessEnd#FAILED_FOR_GOOD}; nothing is skipped. An unavailable schema registry is no failure
 * with our deserializer, which waits for it; another one, such as Confluent's, may give up.
 */
@Context
@Requires(beans = StreamsSettings.class)
final class StreamsRunner implements TopicFollower {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(7);

    private final RecordSerdes serdes;
    private final Topology topology;
    private final StoredSchemaTopic storedSchemas;
    private final KafkaStreams streams;
    private final RestoreProgress restoreProgress = new RestoreProgress();
    private final StreamThreadFailureHandler failures = new StreamThreadFailureHandler();
    private final InputEnds inputEnds = new InputEnds();
    private final AtomicLong moves = new AtomicLong();

    /** Starts nothing; refuses state that this build does not read, see {@link UnreadableState}. */
    StreamsRunner(
            KafkaSettings kafka,
            TopicLayout layout,
            SerdeSettings serdeSettings,
            SchemaIds schemaIds,
            StreamsSettings settings,
            PeerAddress address,
            ProcessEnd end) {
        UnreadableState.refuse(kafka, layout, settings.stores());
        var properties = StreamsProperties.of(kafka, layout, settings, address);
        this.storedSchemas = new StoredSchemaTopic(kafka, layout);
        this.serdes = new RecordSerdes(serdeSettings, schemaIds);
        this.topology =
                new StreamsTopology(
                                layout,
                                serdes::serde,
                                settings.topology(),
                                SkipTopic.read(kafka, layout),
                                new PublishedEpochs(kafka, layout, serdes).registerEpochs(),
                                () -> inputEnds.isBehind(System.currentTimeMillis()))
                        .build(new StreamsConfig(properties));
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(failures);
        streams.setGlobalStateRestoreListener(restoreProgress);
        streams.setStateListener((now, before) -> {
            moves.incrementAndGet();
            LOG.info("Kafka Streams: {}, was {}", now, before);
            if (now == KafkaStreams.State.ERROR) {
                LOG.error("failed for good: the process ends, code {}", ProcessEnd.FAILED_FOR_GOOD);
                end.failedForGood();
            }
        });
    }

    @PostConstruct
    void start() {
        storedSchemas.open();
        streams.start();
    }

    /**
     * Stops within 7 s, though a step be held up; what is not committed is done again after the
     * next start. The instance stays a member of its group for the session time-out: a restart
     * within it moves no task.
     */
    @PreDestroy
    void stop() {
        failures.stop();
        var staying =
                CloseOptions.timeout(LONGEST_CLOSE)
                        .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP);
        if (!streams.close(staying)) {
            LOG.warn("Kafka Streams did not stop within {}", LONGEST_CLOSE);
        }
        storedSchemas.close();
        serdes.close();
    }

    @Override
    public String name() {
        return storedSchemas.name();
    }

    @Override
    public boolean isDead() {
        return storedSchemas.isDead();
    }

    KafkaStreams streams() {
        return streams;
    }

    /** How often its state has changed. */
    long moves() {
        return moves.get();
    }

    RestoreProgress restoreProgress() {
        return restoreProgress;
    }

    /** What tasks know of the ends of their input; fed by {@link LagMonitor}. */
    InputEnds inputEnds() {
        return inputEnds;
    }

    Topology topology() {
        return topology;
    }
}

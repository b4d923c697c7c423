package io.telltale.streams.live;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Where the partitions of {@code device.timeline.v1} begin and end now. Safe for threads. */
final class TimelineOffsets implements AutoCloseable {

    private static final int LIMIT_MILLIS = 5_000;

    private final Admin admin;
    private final TopicLayout layout;

    TimelineOffsets(KafkaSettings kafka, TopicLayout layout) {
        this.admin = Admin.create(kafka.client(Map.of()));
        this.layout = layout;
    }

    /**
     * Offset of the first record of each partition that is kept.
     *
     * @throws KafkaException if the brokers do not answer within 5 s
     */
    Map<Integer, Long> firsts() throws InterruptedException {
        return offsets(OffsetSpec.earliest());
    }

    /**
     * Offset after the last committed record of each partition.
     *
     * @throws KafkaException if the brokers do not answer within 5 s
     */
    Map<Integer, Long> ends() throws InterruptedException {
        return offsets(OffsetSpec.latest());
    }

    private Map<Integer, Long> offsets(OffsetSpec wanted) throws InterruptedException {
        var topic = layout.nameOf(Topics.DEVICE_TIMELINE);
        var specs =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .collect(Collectors.toMap(partition -> partition, _ -> wanted));
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(LIMIT_MILLIS);
        try {
            var offsets = new HashMap<Integer, Long>();
            admin.listOffsets(specs, options)
                    .all()
                    .get()
                    .forEach((partition, found) ->
                            offsets.put(partition.partition(), found.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}

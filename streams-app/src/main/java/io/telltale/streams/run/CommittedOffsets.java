package io.telltale.streams.run;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where the committed records of partitions begin and end, from the brokers. For any thread. */
final class CommittedOffsets {

    private static final long LIMIT_SECONDS = 4;

    private final Admin admin;

    CommittedOffsets(Admin admin) {
        this.admin = admin;
    }

    /** Offset of the first record of each that is kept. */
    Map<TopicPartition, Long> firsts(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Offset behind the last record of each, or that of an open transaction before it. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        var wanted = partitions.stream().collect(toMap(each -> each, _ -> spec));
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        var offsets = new HashMap<TopicPartition, Long>();
        await(admin.listOffsets(wanted, options).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** What the brokers answer within 4 s. */
    static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}

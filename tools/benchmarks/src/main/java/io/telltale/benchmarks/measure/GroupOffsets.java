package io.telltale.benchmarks.measure;

import io.telltale.localstack.run.StackStartException;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far streams-app is, by what its consumer group has committed. Not for several threads. */
final class GroupOffsets implements AutoCloseable {

    private static final long LIMIT_SECONDS = 20;
    private static final Duration POLL = Duration.ofMillis(200);

    private static final List<Topic<?>> EVENTS =
            List.of(Topics.DEVICE_STATUS, Topics.DEVICE_SMS, Topics.DEVICE_PUSH_ACTION);
    private static final List<Topic<?>> OTHERS =
            List.of(Topics.DEVICE_LINK, Topics.SOURCE_HEALTH, Topics.CAMPAIGN_INFO);

    private static final List<Topic<?>> OUTPUTS =
            List.of(Topics.DEVICE_TIMELINE, Topics.DEVICE_IDENTITY, Topics.DEVICE_STATE);

    private final TopicLayout layout;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;

    GroupOffsets(KafkaSettings kafka, TopicLayout layout) {
        this.layout = layout;
        this.admin = Admin.create(kafka.client(Map.of()));
        this.reader =
                new KafkaConsumer<>(
                        kafka.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * What is committed of every topic that the group reads, those between its steps included.
     *
     * @param committed offset of the next record; nothing for a partition without a committed
     *     record
     */
    record Committed(Map<TopicPartition, Long> committed) {

        long of(Collection<TopicPartition> partitions) {
            return partitions.stream()
                    .mapToLong(partition -> committed.getOrDefault(partition, 0L))
                    .sum();
        }
    }

    /**
     * Partitions of the three families of events; written without transactions, so that an offset
     * is a number of events.
     */
    Set<TopicPartition> events() {
        return partitions(EVENTS.stream());
    }

    /** Partitions of everything that is written for the topology to read. */
    Set<TopicPartition> inputs() {
        return partitions(Stream.concat(EVENTS.stream(), OTHERS.stream()));
    }

    private Set<TopicPartition> partitions(Stream<Topic<?>> topics) {
        return topics.flatMap(topic -> partitionsOf(layout.nameOf(topic)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, layout.partitions())
                .mapToObj(number -> new TopicPartition(topic, number));
    }

    Committed committed() throws StackStartException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        await(
                        admin.listConsumerGroupOffsets(StreamsNames.id(layout))
                                .partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return new Committed(Map.copyOf(offsets));
    }

    /** Ends for a consumer that reads what is committed. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws StackStartException, InterruptedException {
        var wanted =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        var found =
                await(
                        admin.listOffsets(
                                        wanted,
                                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all());
        return found.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /**
     * Whether no record follows what is committed. Marks of transactions may: they are passed
     * without a commit, so what lies there is read.
     */
    boolean isNothingLeft(Committed committed) throws StackStartException, InterruptedException {
        var ends = ends(allOf(committed));
        var open =
                ends.keySet().stream()
                        .filter(each -> committed.of(List.of(each)) < ends.getOrDefault(each, 0L))
                        .collect(Collectors.toSet());
        reader.assign(open);
        open.forEach(each -> reader.seek(each, committed.of(List.of(each))));
        while (!open.isEmpty()) {
            if (!reader.poll(POLL).isEmpty()) {
                return false;
            }
            open.removeIf(each -> reader.position(each) >= ends.getOrDefault(each, 0L));
        }
        return true;
    }

    private Set<TopicPartition> allOf(Committed committed) {
        var partitions = new HashSet<>(committed.committed().keySet());
        partitions.addAll(inputs());
        return partitions;
    }

    /** Records and marks of transactions that follow what is committed. */
    long left(Committed committed) throws StackStartException, InterruptedException {
        return ends(allOf(committed)).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.of(List.of(end.getKey()))))
                .sum();
    }

    /** How many dead letters there are. */
    long deadLetters() throws StackStartException, InterruptedException {
        var letters = layout.nameOf(Topics.DEAD_LETTER);
        return ends(partitionsOf(letters).toList()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * How much is written of devices, their states and identities, markers of transactions
     * included: it changes while anything is.
     */
    long written() throws StackStartException, InterruptedException {
        return ends(partitions(OUTPUTS.stream())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws StackStartException, InterruptedException {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StackStartException(
                    "The broker did not report the offsets of streams-app: " + e.getCause());
        } catch (TimeoutException e) {
            throw new StackStartException(
                    "The broker did not report the offsets of streams-app within %d s."
                            .formatted(LIMIT_SECONDS));
        }
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}

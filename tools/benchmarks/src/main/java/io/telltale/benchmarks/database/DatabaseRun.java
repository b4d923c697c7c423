package io.telltale.benchmarks.database;

import io.telltale.localstack.run.StackStartException;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One consumer on one thread works the same events off into PostgreSQL, and, if that is wanted, on
 * to the topics that the streams application writes.
 */
public final class DatabaseRun {

    private static final int LARGEST_BATCH = 10_000;

    /** So that what warms up ends near where it should, however few events there are. */
    private static final int LEAST_BATCHES = 40;

    private static final int FETCH = 8 * 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<Topic<?>> FAMILIES =
            List.of(Topics.DEVICE_STATUS, Topics.DEVICE_SMS, Topics.DEVICE_PUSH_ACTION);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final Map<String, Topic<?>> topics;
    private final Path folder;
    private final Duration limit;

    /**
     * A run.
     *
     * @param folder for the server's data
     * @param limit longest time for all events
     */
    public DatabaseRun(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            Path folder,
            Duration limit) {
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = serdes;
        this.folder = folder;
        this.limit = limit;
        this.topics =
                FAMILIES.stream().collect(Collectors.toMap(layout::nameOf, Function.identity()));
    }

    /**
     * What was worked off.
     *
     * @param time of the wall clock
     * @param consumer processor time of the consumer's thread
     * @param database processor time of the server
     */
    public record Worked(long events, Duration time, Duration consumer, Duration database) {

        /** Events a second. */
        public double perSecond() {
            return events / (time.toNanos() / 1e9);
        }

        /** Microseconds of this time for an event. */
        public double micros(Duration cpu) {
            return cpu.toNanos() / 1e3 / events;
        }
    }

    /**
     * Works everything off, with an empty database.
     *
     * @param isToTopics whether timeline and states are written to the topics as well
     * @param to offset after the last event of each partition
     * @param measuredFrom number of events that warm up
     * @param shown takes how many events are done, now and then
     * @throws StackStartException if it does not come to the end in time, or counts wrongly
     */
    public Worked run(
            boolean isToTopics, Map<TopicPartition, Long> to, long measuredFrom, LongConsumer shown)
            throws StackStartException {
        var partitions =
                to.entrySet().stream()
                        .filter(each -> topics.containsKey(each.getKey().topic()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var total = partitions.values().stream().mapToLong(Long::longValue).sum();
        var batch = Math.clamp(total / LEAST_BATCHES, 1, LARGEST_BATCH);
        try (var database = Database.start(folder);
                var batches = new Batches(new Tables(database.connect()), output(isToTopics));
                var consumer = consumer(batch)) {
            consumer.assign(partitions.keySet());
            consumer.seekToBeginning(partitions.keySet());
            return worked(database, batches, consumer, partitions, measuredFrom, shown);
        } catch (SQLException | IOException e) {
            throw new StackStartException("PostgreSQL did not take a batch: " + e);
        }
    }

    private Optional<TopicOutput> output(boolean isToTopics) {
        return isToTopics ? Optional.of(new TopicOutput(kafka, layout, serdes)) : Optional.empty();
    }

    private record Batches(Tables tables, Optional<TopicOutput> output) implements AutoCloseable {

        void write(
                Collection<Event> events,
                Collection<EventLine> lines,
                Map<TopicPartition, Long> next)
                throws SQLException, IOException {
            tables.merge(lines, next);
            if (output.isPresent()) {
                output.get().write(events, tables.changes());
            }
            tables.commit();
        }

        @Override
        public void close() throws SQLException {
            output.ifPresent(TopicOutput::close);
            tables.close();
        }
    }

    private record Sample(long nanos, long events, Duration consumer, Duration database) {

        Worked until(Sample end) {
            return new Worked(
                    end.events - events,
                    Duration.ofNanos(end.nanos - nanos),
                    end.consumer.minus(consumer),
                    end.database.minus(database));
        }
    }

    private Worked worked(
            Database database,
            Batches batches,
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> to,
            long measuredFrom,
            LongConsumer shown)
            throws StackStartException, SQLException, IOException {
        var total = to.values().stream().mapToLong(Long::longValue).sum();
        var deadline = System.nanoTime() + limit.toNanos();
        var begin = sample(database, 0);
        var hasBegun = false;
        var events = 0L;
        while (events < total) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                write(batches, records);
                events += records.count();
                shown.accept(events);
            }
            if (!hasBegun && events >= measuredFrom) {
                begin = sample(database, events);
                hasBegun = true;
            }
            if (System.nanoTime() > deadline) {
                throw new StackStartException(
                        "PostgreSQL was at %d of %d events after %s."
                                .formatted(events, total, limit));
            }
        }
        var end = sample(database, events);
        if (!batches.tables().isConsistent()) {
            throw new StackStartException("PostgreSQL does not count what it holds.");
        }
        return begin.until(end);
    }

    private static Sample sample(Database database, long events) {
        return new Sample(
                System.nanoTime(),
                events,
                Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()),
                database.cpu());
    }

    private void write(Batches batches, ConsumerRecords<String, byte[]> records)
            throws SQLException, IOException {
        var events = new LinkedHashMap<String, Event>();
        var lines = new ArrayList<EventLine>(records.count());
        var next = new HashMap<TopicPartition, Long>();
        for (var record : records) {
            var event = event(record);
            if (events.putIfAbsent(event.eventId(), event) == null) {
                lines.add(EventLine.of(event, record.value()));
            }
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        batches.write(events.values(), lines, next);
    }

    private Event event(ConsumerRecord<String, byte[]> record) {
        var topic = topics.get(record.topic());
        var value =
                topic == null ? null : serdes.read(record.topic(), topic.value(), record.value());
        return switch (value) {
            case DeviceStatusEvent status -> new Event.Status(status);
            case SmsEvent sms -> new Event.Sms(sms);
            case PushActionEvent push -> new Event.PushAction(push);
            case null, default ->
                    throw new IllegalStateException("expected an event on " + record.topic());
        };
    }

    private KafkaConsumer<String, byte[]> consumer(int batch) {
        return new KafkaConsumer<>(
                kafka.reader(
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                batch,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                FETCH)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}

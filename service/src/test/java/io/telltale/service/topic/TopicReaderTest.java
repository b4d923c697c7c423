package io.telltale.service.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.Await;
import io.telltale.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class TopicReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    private static final TopicLayout LAYOUT = new TopicLayout("", 1, 1, 1);

    private final List<String> read = new CopyOnWriteArrayList<>();
    private String topic = "";
    private KafkaSettings kafka;

    @BeforeAll
    void connect() {
        kafka = new KafkaSettings(TestBroker.shared().bootstrapServers(), Map.of());
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        read.clear();
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @Test
    void readsFromATimeOn() throws Exception {
        write("old", NOW.minusSeconds(7201));
        write("young", NOW.minusSeconds(7199));

        try (var followed = follow(Optional.of(NOW.minusSeconds(7200)), record -> {})) {
            write("new", NOW);
            Await.until(() -> read.contains("new"));

            assertThat(read).containsExactly("young", "new");
            assertThat(followed.isDead()).isFalse();
        }
    }

    @Test
    void readsFromTheEnd_whereNothingIsYoungEnough() throws Exception {
        write("old", NOW.minusSeconds(7201));

        try (var followed = follow(Optional.of(NOW), record -> {})) {
            Await.until(followed::isWhole);
            write("new", NOW);
            Await.until(() -> read.contains("new"));

            assertThat(read).containsExactly("new");
        }
    }

    @Test
    void aRecordThatCannotBeRead_costsOnlyItself() throws Exception {
        write("one", NOW);
        write("bad", NOW);
        write("two", NOW);

        try (var followed =
                follow(
                        Optional.empty(),
                        record -> {
                            if (record.key().equals("bad")) {
                                throw new SerializationException("not in the wire format");
                            }
                        })) {
            Await.until(() -> read.contains("two"));

            assertThat(read).containsExactly("one", "bad", "two");
            assertThat(followed.isDead()).isFalse();
        }
    }

    @Test
    void isSeenToBeDead_afterABug() throws Exception {
        write("one", NOW);

        try (var followed =
                follow(
                        Optional.empty(),
                        record -> {
                            throw new NoClassDefFoundError("as if it were not there");
                        })) {
            Await.until(followed::isDead);

            assertThat(read).containsExactly("one");
        }
    }

    @Test
    void awaitingTheEnd_readsWhatWasWrittenBefore() throws Exception {
        try (var reader = follow(Optional.empty(), record -> {})) {
            for (var key : List.of("one", "two", "three")) {
                write(key, NOW);

                assertThat(reader.awaitEnd(Duration.ofSeconds(60))).isTrue();
                assertThat(read).last().isEqualTo(key);
            }
        }
    }

    @Test
    void readingToTheEndReturns_andSaysThatABugEndedIt() throws Exception {
        write("one", NOW);
        write("two", NOW);

        TopicReader.readToEnd(kafka, LAYOUT, topic, record -> read.add(record.key()));

        assertThat(read).containsExactly("one", "two");
        assertThatThrownBy(() ->
                        TopicReader.readToEnd(
                                kafka,
                                LAYOUT,
                                topic,
                                record -> {
                                    throw new IllegalArgumentException("a bug");
                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
    }

    @Test
    void readsAPartitionFromItsOffset_whileItIsWanted() throws Exception {
        write("zero", NOW);
        write("one", NOW);
        var partition = new TopicPartition(topic, 0);
        var wanted = new AtomicReference<>(Map.of(partition, 1L));

        try (var reader =
                TopicReader.ofWanted(topic, kafka, wanted::get, record -> read.add(record.key()))) {
            Await.until(() -> read.contains("one"));
            wanted.set(Map.of());
            write("two", NOW);
            wanted.set(Map.of(partition, 3L));
            write("three", NOW);
            Await.until(() -> read.contains("three"));

            assertThat(reader.isDead()).isFalse();
        }

        assertThat(read).startsWith("one").doesNotContain("zero");
    }

    private TopicReader follow(
            Optional<Instant> since, Consumer<ConsumerRecord<String, byte[]>> records) {
        Consumer<ConsumerRecord<String, byte[]>> noted =
                record -> {
                    read.add(record.key());
                    records.accept(record);
                };
        return since.map(oldest ->
                        TopicReader.since(oldest, topic, kafka, LAYOUT, List.of(topic), noted))
                .orElseGet(() ->
                        TopicReader.fromBeginning(topic, kafka, LAYOUT, List.of(topic), noted));
    }

    private void write(String key, Instant at) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka.client(Map.of()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, at.toEpochMilli(), key, new byte[0]))
                    .get();
        }
    }
}

package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.TestBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * All topics of Telltale for one test, under a prefix of its own on the module's broker; deleted
 * when closed.
 */
public final class TestTopics implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final TestBroker broker;
    private final TopicLayout layout;
    private final boolean ownsBroker;

    private TestTopics(TestBroker broker, TopicLayout layout, boolean ownsBroker) throws Exception {
        this.broker = broker;
        this.layout = layout;
        this.ownsBroker = ownsBroker;
        try (var admin = admin()) {
            new TopicAdmin(admin, layout).createMissing();
        }
    }

    /** Creates them. */
    public static TestTopics create() throws Exception {
        var prefix = "test-%d.".formatted(CREATED.incrementAndGet());
        return new TestTopics(
                TestBroker.shared(), new TopicLayout(prefix, PARTITIONS, 1, 1), false);
    }

    /** Creates them on a broker of their own that has these properties. */
    static TestTopics create(Path folder, Map<String, String> properties) throws Exception {
        return new TestTopics(
                TestBroker.start(folder, properties), new TopicLayout("", PARTITIONS, 1, 1), true);
    }

    public KafkaSettings kafka() {
        return kafka(Map.of());
    }

    /** The same with properties of an operator. */
    KafkaSettings kafka(Map<String, String> properties) {
        return new KafkaSettings(broker.bootstrapServers(), properties);
    }

    public TopicLayout layout() {
        return layout;
    }

    /** Name on the broker. */
    public String nameOf(Topic<?> topic) {
        return layout.nameOf(topic);
    }

    public Admin admin() {
        return broker.admin();
    }

    /** Acknowledged when it returns. */
    public void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        broker.write(records);
    }

    /** Bytes that are in no format of ours, in partition 0, seen now. */
    void writeGarbage(String topic) throws Exception {
        var now = Instant.now().toEpochMilli();
        write(List.of(new ProducerRecord<>(topic, 0, now, new byte[] {'k'}, new byte[] {7})));
    }

    /** Everything that is committed on a topic now, each partition in its order. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return broker.committed(topic);
    }

    @Override
    public void close() {
        if (ownsBroker) {
            broker.close();
        } else {
            broker.deleteTopics(layout.prefix());
        }
    }
}

package io.telltale.poller;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.KafkaRelay;
import io.telltale.testing.TestBroker;
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

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final TestBroker broker;
    private final TopicLayout layout;

    private TestTopics(TestBroker broker, TopicLayout layout) throws Exception {
        this.broker = broker;
        this.layout = layout;
        try (var admin = admin()) {
            new TopicAdmin(admin, layout).createMissing();
        }
    }

    /** Creates topics of so many partitions. */
    public static TestTopics create(int partitions) throws Exception {
        return create("test-%d.".formatted(CREATED.incrementAndGet()), partitions);
    }

    /** The same under this prefix, which no other test of the module has. */
    public static TestTopics create(String prefix, int partitions) throws Exception {
        return new TestTopics(TestBroker.shared(), new TopicLayout(prefix, partitions, 1, 1));
    }

    /** How clients reach the broker. */
    public KafkaSettings kafka() {
        return kafka(Map.of());
    }

    /** The same with properties of an operator. */
    public KafkaSettings kafka(Map<String, String> properties) {
        return new KafkaSettings(broker.bootstrapServers(), properties);
    }

    /** The same over the relay. */
    public KafkaSettings kafkaOverRelay(Map<String, String> properties) {
        return new KafkaSettings(broker.bootstrapServersOverRelay(), properties);
    }

    /** Holds up clients that reach the broker over it. */
    public KafkaRelay relay() {
        return broker.relay();
    }

    /** Prefix and partitions. */
    public TopicLayout layout() {
        return layout;
    }

    Admin admin() {
        return broker.admin();
    }

    void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        broker.write(records);
    }

    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return broker.committed(topic);
    }

    @Override
    public void close() {
        broker.relay().release();
        broker.deleteTopics(layout.prefix());
    }
}

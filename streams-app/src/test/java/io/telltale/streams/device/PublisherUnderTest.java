package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.record.DeviceUpdate;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The processor of devices alone, with a store that counts: fast, and opened as often as needed.
 */
final class PublisherUnderTest {

    private final MockProcessorContext<String, DeviceState> context = new MockProcessorContext<>();
    private final CountingStore store = new CountingStore();
    private DeviceStatePublisher publisher =
            new DeviceStatePublisher(DevicesUnderTest.RETENTION, () -> false);
    private long offset;

    PublisherUnderTest() {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        context.setCurrentSystemTimeMs(Updates.NOW);
        context.setCurrentStreamTimeMs(Updates.NOW);
        publisher.init(context);
    }

    CountingStore store() {
        return store;
    }

    DeviceStore devices() {
        return DeviceStore.of(store);
    }

    void given(String device, DeviceUpdate... updates) {
        for (var update : updates) {
            context.setRecordMetadata(RepartitionTopic.DEVICE_UPDATES.topologyName(), 0, offset++);
            publisher.process(new Record<>(device, update, Updates.NOW));
        }
    }

    void setStreamTime(long time) {
        context.setCurrentStreamTimeMs(time);
    }

    /** Another processor on the same store. */
    void restart() {
        publisher.close();
        publisher = new DeviceStatePublisher(DevicesUnderTest.RETENTION, () -> false);
        publisher.init(context);
    }

    /** The same processor on the same store, as Kafka Streams does after an abort. */
    void reopen() {
        publisher.close();
        publisher.init(context);
    }

    List<Record<String, DeviceState>> publishedByATick() {
        return publishedByATick(Updates.NOW);
    }

    /** By a tick at a time, in milliseconds. */
    List<Record<String, DeviceState>> publishedByATick(long now) {
        context.resetForwards();
        context.setCurrentSystemTimeMs(now);
        context.scheduledPunctuators().getLast().getPunctuator().punctuate(now);
        return context.forwarded().stream().map(PublisherUnderTest::record).toList();
    }

    private static Record<String, DeviceState> record(
            MockProcessorContext.CapturedForward<? extends String, ? extends DeviceState> sent) {
        var record = sent.record();
        return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
    }

    long entries(char prefix) {
        var count = 0L;
        try (var all = store.all()) {
            while (all.hasNext()) {
                count += all.next().key.owner().charAt(0) == prefix ? 1 : 0;
            }
        }
        return count;
    }
}

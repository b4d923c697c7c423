package io.telltale.poller.answer;

import io.telltale.schemas.publish.EventHeaders;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The primary refs of an account's events of the last 30 days, each in the provider's first
 * spelling, as far as the topics are kept. Only keys and headers are looked at: the key is the
 * device, a header has the provider's spelling, the source names the account. Reading begins with
 * the first call; after a bug it begins again with the next call.
 */
public final class DevicesOnTopics implements AutoCloseable {

    private static final String SOURCE = "/thingspace/";

    private static final Duration KEPT = Duration.ofDays(30);

    /** By account, then by kept ref. */
    private final Map<String, Map<String, Named>> byAccount = new ConcurrentHashMap<>();

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final InstantSource clock;
    private Optional<TopicReader> topics = Optional.empty();
    private boolean closed;

    /**
     * A device.
     *
     * @param spelled as the provider spelled it first
     * @param lastAt time of its newest record, milliseconds since 1970
     */
    private record Named(String spelled, long lastAt) {

        Named and(Named newer) {
            return newer.lastAt() > lastAt ? new Named(spelled, newer.lastAt()) : this;
        }
    }

    /** Of the topics of this layout. */
    public DevicesOnTopics(KafkaSettings kafka, TopicLayout layout, InstantSource clock) {
        this.kafka = kafka;
        this.layout = layout;
        this.clock = clock;
    }

    /** The devices, each once, as the provider spells them; others from time to time. */
    public Collection<String> of(String account) {
        begin();
        var devices = byAccount.getOrDefault(account, Map.of());
        var oldest = clock.instant().minus(KEPT).toEpochMilli();
        devices.values().removeIf(device -> device.lastAt() < oldest);
        return devices.values().stream().map(Named::spelled).toList();
    }

    private synchronized void begin() {
        if (closed || topics.filter(reading -> !reading.isDead()).isPresent()) {
            return;
        }
        topics =
                Optional.of(
                        TopicReader.fromBeginning(
                                "seen-devices",
                                kafka,
                                layout,
                                List.of(
                                        layout.nameOf(Topics.DEVICE_SMS),
                                        layout.nameOf(Topics.DEVICE_STATUS)),
                                this::keep));
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_source");
        if (header == null || record.key() == null) {
            return;
        }
        var source = new String(header.value(), StandardCharsets.UTF_8);
        if (source.startsWith(SOURCE)) {
            DeviceRef.find(record.key())
                    .ifPresent(ref ->
                            byAccount
                                    .computeIfAbsent(
                                            source.substring(SOURCE.length()),
                                            _ -> new ConcurrentHashMap<>())
                                    .merge(
                                            ref.toString(),
                                            new Named(spelled(record), record.timestamp()),
                                            Named::and));
        }
    }

    /** A record without the header, such as one of an earlier release, is spelled as its key. */
    private static String spelled(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(EventHeaders.PROVIDER_DEVICE);
        return header == null ? record.key() : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        closed = true;
        topics.ifPresent(TopicReader::close);
    }
}

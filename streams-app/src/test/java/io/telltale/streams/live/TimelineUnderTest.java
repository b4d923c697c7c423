package io.telltale.streams.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KeyPartition;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.query.Lookup;
import io.telltale.streams.ref.TimelineEntries;
import io.telltale.streams.run.TestTopics;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Streams over a topic on a real broker; the test writes the entries and moves refs. */
final class TimelineUnderTest implements AutoCloseable {

    static final int PARTITIONS = 2;

    private final TestTopics topics = TestTopics.create();
    private final RegistryServer registry = RegistryServer.registeringLookups();
    private final RecordSerdes serdes =
            new RecordSerdes(
                    SerdeSettings.read(
                            Settings.of(
                                    Map.of("TELLTALE_REGISTRY_URL", registry.url().toString()))));
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final AtomicInteger encoded = new AtomicInteger();
    private final AtomicInteger sweeps = new AtomicInteger();
    private final TimelineStreams timelines;
    private volatile boolean isAway;

    TimelineUnderTest(LiveLimits limits) throws Exception {
        this.timelines = instance(limits);
    }

    /** A further instance, to be stopped by the test. */
    TimelineStreams instance(LiveLimits limits) {
        var encoder = new AsText();
        return new TimelineStreams(
                topics.kafka(),
                topics.layout(),
                serdes,
                encoder,
                new OpenStreams(topics.layout().partitions(), limits, encoder),
                this::keys);
    }

    private Lookup<List<String>> keys(List<String> refs) {
        sweeps.incrementAndGet();
        return isAway
                ? new Lookup.Incomplete<>("away")
                : new Lookup.Found<>(
                        refs.stream().map(ref -> keys.getOrDefault(ref, ref)).toList());
    }

    /** Events as {@code id|what}. */
    private final class AsText implements EventEncoder {

        @Override
        public byte[] begin(TimelinePosition position) {
            return text(position, "begin");
        }

        @Override
        public byte[] gap(TimelinePosition position) {
            return text(position, "gap");
        }

        @Override
        public byte[] timeline(TimelinePosition position, TimelineEntry entry) {
            encoded.incrementAndGet();
            return text(position, requireNonNull(requireNonNull(entry.getSms()).getText()));
        }

        @Override
        public byte[] device(TimelinePosition position, String deviceKey) {
            return text(position, "device " + deviceKey);
        }

        @Override
        public byte[] comment(TimelinePosition position) {
            return text(position, "comment");
        }

        private static byte[] text(TimelinePosition position, String what) {
            return (position + "|" + what).getBytes(UTF_8);
        }
    }

    /** A ref whose records lie in a partition. */
    static String ref(int partition, int number) {
        return IntStream.range(number * 1_000, number * 1_000 + 1_000)
                .mapToObj(each -> DeviceRef.parse("imei:%014d".formatted(each)).toString())
                .filter(ref -> KeyPartition.of(ref, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** Writes entries of a device; acknowledged when it returns. */
    void write(String deviceKey, String... texts) throws Exception {
        write(Stream.of(texts).map(text -> record(deviceKey, text)).toList());
    }

    void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        topics.write(records);
    }

    ProducerRecord<byte[], byte[]> record(String deviceKey, String text) {
        var topic = topics.nameOf(Topics.DEVICE_TIMELINE);
        var event = new Event.Sms(Given.sms(deviceKey, text, Channel.POLL, Given.NOW, Given.NOW));
        return new ProducerRecord<>(
                topic,
                KeyPartition.of(deviceKey, PARTITIONS),
                deviceKey.getBytes(UTF_8),
                serdes.write(topic, TimelineEntries.of(deviceKey, deviceKey, event)));
    }

    TestTopics topics() {
        return topics;
    }

    /** From the next sweep on. */
    void move(String ref, String deviceKey) {
        keys.put(ref, deviceKey);
    }

    /** Whether the instances that have the identities do not answer. */
    void away(boolean isSo) {
        isAway = isSo;
    }

    /** Waits until so many lookups of keys have begun after this call. */
    void awaitSweeps(int count) {
        var wanted = sweeps.get() + count;
        Await.until(() -> sweeps.get() >= wanted);
    }

    int encoded() {
        return encoded.get();
    }

    TimelineStreams timelines() {
        return timelines;
    }

    Client open(String ref, Optional<TimelinePosition> after) {
        return open(timelines, ref, after);
    }

    /** A client that reads on a thread of its own. */
    Client open(TimelineStreams at, String ref, Optional<TimelinePosition> after) {
        var client = new Client(stream(at, ref, after));
        client.begin();
        return client;
    }

    /** A stream that nothing reads. */
    LiveStream stream(TimelineStreams at, String ref, Optional<TimelinePosition> after) {
        var found = new ArrayList<LiveStream>();
        Await.until(() -> {
            if (at.open(DeviceRef.parse(ref), keys.getOrDefault(ref, ref), after)
                    instanceof Lookup.Found<LiveStream>(var stream)) {
                found.add(stream);
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** What a client has received. */
    static final class Client {

        private final LiveStream stream;
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile boolean isOver;

        Client(LiveStream stream) {
            this.stream = stream;
        }

        private void begin() {
            Thread.startVirtualThread(() -> {
                try {
                    for (var next = stream.next(); next != null; next = stream.next()) {
                        received.add(new String(next, UTF_8));
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                isOver = true;
            });
        }

        boolean isOver() {
            return isOver;
        }

        /** Everything but comments, without ids. */
        List<String> events() {
            return received.stream()
                    .map(each -> each.substring(each.indexOf('|') + 1))
                    .filter(each -> !each.equals("comment"))
                    .toList();
        }

        /** Waits until it has received exactly these events. */
        void await(String... events) {
            await(List.of(events));
        }

        void await(List<String> events) {
            Await.until(
                    () -> events().size() >= events.size(),
                    () -> "it has only %s".formatted(events()));
            if (!events().equals(events)) {
                throw new AssertionError("expected %s, was %s".formatted(events, events()));
            }
        }

        /** Id of the last event. */
        Optional<TimelinePosition> last() {
            var id = received.getLast().split("[:|]", 3);
            return Optional.of(
                    new TimelinePosition(Integer.parseInt(id[0]), Long.parseLong(id[1])));
        }

        void close() {
            stream.close();
        }
    }

    @Override
    public void close() {
        timelines.stop();
        serdes.close();
        registry.close();
        topics.close();
    }
}

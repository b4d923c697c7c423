package io.telltale.poller.identity;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.FollowedTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link topic: what people say of which refs belong together. Of two refs, the word said last
 * holds, wherever it lies on the topic; a word said again changes nothing.
 */
public final class LinkTopic {

    private static final String PART = "poller-service";
    private static final Logger LOG = LoggerFactory.getLogger(LinkTopic.class);
    private static final Duration LONGEST_READ = Duration.ofSeconds(30);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final RecordPublisher publisher;
    private final KafkaRecords records;
    private final Clock clock;
    private final Duration longestRead;
    private final Semaphore reading = new Semaphore(1, true);

    /** Writes with this publisher. */
    public LinkTopic(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            RecordPublisher publisher,
            Clock clock) {
        this(kafka, layout, serdes, publisher, clock, LONGEST_READ);
    }

    LinkTopic(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            RecordPublisher publisher,
            Clock clock,
            Duration longestRead) {
        this.longestRead = longestRead;
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = serdes;
        this.publisher = publisher;
        this.records = new KafkaRecords(layout, serdes);
        this.clock = clock;
    }

    /**
     * Writes these and returns when all in-sync replicas have them.
     *
     * @throws io.telltale.schemas.publish.PublishException if it is not known that they are written
     */
    public void write(List<DeviceLink> links) {
        var trace = TraceParent.fresh();
        publisher.publishAndAwait(
                links.stream()
                        .map(link ->
                                records.of(
                                        Topics.DEVICE_LINK,
                                        null,
                                        key(link),
                                        link,
                                        PART,
                                        clock.instant(),
                                        trace))
                        .toList());
    }

    /**
     * Writes those of which nothing was said yet, or only something declared before: a file knows
     * when it was copied, not when its lines were written, so what was ever withdrawn stays
     * withdrawn. What a file says of the future is said now. Waits for the topic, and for the
     * registry, as long as it takes.
     *
     * @throws io.telltale.schemas.publish.PublishException if it is not known that they are written
     * @throws TopicNotReadException if it is interrupted, or reading ends with a bug
     */
    public void seed(Collection<DeviceLink> links) {
        if (links.isEmpty()) {
            return;
        }
        var known = read(key -> true, AS_LONG_AS_IT_TAKES);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        write(
                links.stream()
                        .map(link -> link.getDeclaredAt().isAfter(now) ? saidAt(now, link) : link)
                        .filter(link -> overrides(link, known.get(key(link))))
                        .toList());
    }

    private static DeviceLink saidAt(Instant at, DeviceLink link) {
        return DeviceLink.newBuilder(link).setDeclaredAt(at).build();
    }

    private static boolean overrides(DeviceLink ofFile, @Nullable DeviceLink last) {
        return last == null
                || (last.getState() == LinkState.DECLARED
                        && ofFile.getDeclaredAt().isAfter(last.getDeclaredAt()));
    }

    /**
     * The links of a ref that are declared and not withdrawn. Reads the whole topic, one request
     * after the other: each has a consumer of its own.
     *
     * @throws TopicNotReadException if its turn does not come in time, or the topic cannot be read
     *     in time
     */
    public List<DeviceLink> holding(DeviceRef ref) {
        var name = ref.toString();
        awaitTurn();
        try {
            return read(key -> List.of(kept(key).split(" ", 2)).contains(name), longestRead)
                    .values()
                    .stream()
                    .filter(link -> link.getState() == LinkState.DECLARED)
                    .toList();
        } finally {
            reading.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!reading.tryAcquire(longestRead.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TopicNotReadException(
                        "other requests read the links for longer than " + longestRead);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicNotReadException("interrupted before the links were read");
        }
    }

    /** The last word on each pair of which the key is wanted, by key. */
    private Map<String, DeviceLink> read(Predicate<String> wanted, Duration limit) {
        var last = new ConcurrentSkipListMap<String, DeviceLink>();
        try (var topic =
                new FollowedTopic(
                        "links",
                        kafka,
                        layout,
                        List.of(layout.nameOf(Topics.DEVICE_LINK)),
                        record -> keep(last, wanted, record))) {
            awaitWhole(topic, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicNotReadException("interrupted while the links were read");
        }
        return ofEachPair(last.values());
    }

    /** Before refs had one spelling, links of one pair may have been written under several keys. */
    private static Map<String, DeviceLink> ofEachPair(Collection<DeviceLink> links) {
        var last = new TreeMap<String, DeviceLink>();
        for (var link : links) {
            var kept =
                    DeviceLink.newBuilder(link)
                            .setRefs(List.of(kept(key(link)).split(" ", 2)))
                            .build();
            last.merge(key(kept), kept, LinkTopic::saidLast);
        }
        return last;
    }

    /** The key with both refs in their kept spelling, in kind order; as it is, if it has no two. */
    private static String kept(String key) {
        var refs =
                Stream.of(key.split(" ", 2))
                        .map(DeviceRef::find)
                        .flatMap(Optional::stream)
                        .toList();
        return refs.size() == 2
                ? refs.stream().sorted().map(DeviceRef::toString).collect(Collectors.joining(" "))
                : key;
    }

    private static void awaitWhole(FollowedTopic topic, Duration limit)
            throws InterruptedException {
        var left = limit;
        while (!topic.await(() -> topic.isWhole() || topic.isDead(), shorter(left, SAY_EVERY))) {
            left = left.minus(shorter(left, SAY_EVERY));
            if (left.isZero()) {
                throw new TopicNotReadException("the links were not read within " + limit);
            }
            LOG.info("waiting until the links are read");
        }
        if (!topic.isWhole()) {
            throw new TopicNotReadException("reading the links has ended with a bug");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void keep(
            Map<String, DeviceLink> last,
            Predicate<String> wanted,
            ConsumerRecord<String, byte[]> record) {
        if (!wanted.test(record.key())) {
            return;
        }
        var link = serdes.read(record.topic(), DeviceLink.class, record.value());
        if (link == null) {
            last.remove(record.key());
        } else {
            last.merge(record.key(), link, LinkTopic::saidLast);
        }
    }

    private static DeviceLink saidLast(DeviceLink before, DeviceLink next) {
        return before.getDeclaredAt().isAfter(next.getDeclaredAt()) ? before : next;
    }

    private static String key(DeviceLink link) {
        return String.join(" ", link.getRefs());
    }
}

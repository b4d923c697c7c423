package io.telltale.poller.identity;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.RejectedTimestamp;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.topic.TopicReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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
 * {@code device.link.v1}: which refs people declare to be one device. The latest declaration of a
 * pair wins, whatever its offset; repeating one is a no-op.
 */
@Singleton
final class LinkTopic {

    private static final String PART = "poller-service";
    private static final Logger LOG = LoggerFactory.getLogger(LinkTopic.class);
    private static final Duration LONGEST_READ = Duration.ofSeconds(30);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final RecordPublisher publisher;
    private final KafkaRecords records;
    private final Clock clock;
    private final Duration longestRead;
    private final Semaphore reading = new Semaphore(1, true);

    @Inject
    LinkTopic(
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
     * @throws PublishException if they may not be written
     */
    void write(List<DeviceLink> links) {
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

    /** Writes for a request; 503 if they may not be written. */
    void writeOrEnd(List<DeviceLink> links) {
        try {
            write(links);
        } catch (PublishException e) {
            var detail = "Kafka did not acknowledge in time; the links may be written or not";
            throw unavailable(RejectedTimestamp.orElse(detail, e), e);
        }
    }

    /** The latest declaration or withdrawal of each pair; waits without a limit. */
    Map<String, DeviceLink> latest() {
        var latest = new ConcurrentSkipListMap<String, DeviceLink>();
        try (var reader = reader(latest, _ -> true)) {
            while (!reader.awaitWhole(REPORT)) {
                LOG.info("waiting until the declared links are read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the links were read", e);
        }
        return ofEachPair(latest.values());
    }

    /**
     * The declared links of a ref. Reads the whole topic, one request at a time, so that no
     * instance has to keep all links in memory; 503 where that takes too long.
     */
    List<DeviceLink> declared(DeviceRef ref) {
        var name = ref.toString();
        var latest = new ConcurrentSkipListMap<String, DeviceLink>();
        try {
            if (!reading.tryAcquire(longestRead.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("other requests read the links for " + longestRead, null);
            }
            try (var reader =
                    reader(latest, key -> List.of(normalized(key).split(" ", 2)).contains(name))) {
                if (!reader.awaitWhole(longestRead)) {
                    throw unavailable("the links were not read within " + longestRead, null);
                }
            } finally {
                reading.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
        return ofEachPair(latest.values()).values().stream()
                .filter(link -> link.getState() == LinkState.DECLARED)
                .toList();
    }

    private TopicReader reader(Map<String, DeviceLink> latest, Predicate<String> wanted) {
        return TopicReader.fromBeginning(
                "links",
                kafka,
                layout,
                List.of(layout.nameOf(Topics.DEVICE_LINK)),
                record -> take(latest, wanted, record));
    }

    private void take(
            Map<String, DeviceLink> latest,
            Predicate<String> wanted,
            ConsumerRecord<String, byte[]> record) {
        if (!wanted.test(record.key())) {
            return;
        }
        var link = serdes.read(record.topic(), DeviceLink.class, record.value());
        if (link == null) {
            latest.remove(record.key());
        } else {
            latest.merge(record.key(), link, LinkTopic::later);
        }
    }

    /** Links written before refs had one spelling may lie under several keys of one pair. */
    private static Map<String, DeviceLink> ofEachPair(Collection<DeviceLink> links) {
        var latest = new TreeMap<String, DeviceLink>();
        for (var link : links) {
            var normalized =
                    DeviceLink.newBuilder(link)
                            .setRefs(List.of(normalized(key(link)).split(" ", 2)))
                            .build();
            latest.merge(key(normalized), normalized, LinkTopic::later);
        }
        return latest;
    }

    /** The key with both refs in their normal spelling, in kind order; a key without two as is. */
    private static String normalized(String key) {
        var refs =
                Stream.of(key.split(" ", 2))
                        .map(DeviceRef::find)
                        .flatMap(Optional::stream)
                        .toList();
        return refs.size() == 2
                ? refs.stream().sorted().map(DeviceRef::toString).collect(Collectors.joining(" "))
                : key;
    }

    private static DeviceLink later(DeviceLink before, DeviceLink next) {
        return before.getDeclaredAt().isAfter(next.getDeclaredAt()) ? before : next;
    }

    /** Key of a link's record: its two refs, sorted. */
    static String key(DeviceLink link) {
        return String.join(" ", link.getRefs());
    }

    private static ProblemException unavailable(String why, @Nullable Throwable cause) {
        return cause == null
                ? ProblemException.later(ProblemType.NOT_READY, why, SOON)
                : ProblemException.later(ProblemType.NOT_READY, why, SOON, cause);
    }
}

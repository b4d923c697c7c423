package io.telltale.benchmarks.publish;

import io.telltale.benchmarks.mix.Batch;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes batches as a poller does, but for transactions: keys, headers and time stamps are its. */
public final class BacklogWriter implements AutoCloseable {

    private static final String PART = "poller-service";

    private final KafkaRecords records;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong events = new AtomicLong();

    /** Writes to the topics of this layout. */
    public BacklogWriter(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.records = new KafkaRecords(layout, serdes);
        this.producer = BatchingProducer.of(kafka, Map.of());
    }

    /** Hands all records of a batch to the producer; not for several threads. */
    public void write(Batch batch) {
        var trace = TraceParent.fresh();
        for (var event : batch.events()) {
            send(records.of(event, trace));
        }
        for (var health : batch.healths()) {
            var at = health.getLastSuccessAt();
            send(
                    records.of(
                            Topics.SOURCE_HEALTH,
                            null,
                            key(health),
                            health,
                            PART,
                            at == null ? Instant.now() : at,
                            trace));
        }
        for (var campaign : batch.campaigns()) {
            var at = campaign.getObservedAt();
            var key = campaign.getCampaignRef();
            send(records.of(Topics.CAMPAIGN_INFO, null, key, campaign, PART, at, trace));
        }
        for (var link : batch.links()) {
            var key = String.join(" ", link.getRefs().stream().sorted().toList());
            var at = link.getDeclaredAt();
            send(records.of(Topics.DEVICE_LINK, null, key, link, PART, at, trace));
        }
        events.addAndGet(batch.events().size());
    }

    private static String key(SourceHealth health) {
        var source =
                "%s:%s:%s"
                        .formatted(
                                health.getProvider().name().toLowerCase(Locale.ROOT),
                                health.getAccount(),
                                health.getKind());
        return health.getSubject() == null ? source : source + ":" + health.getSubject();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets a failure
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(
                record,
                (_, thrown) -> {
                    if (thrown != null) {
                        failure.compareAndSet(null, thrown);
                    }
                });
    }

    /**
     * Writes an event and returns when the broker has it; for any number of threads.
     *
     * @throws KafkaException if it did not take it
     */
    public void writeAndWait(Event event) {
        try {
            producer.send(records.of(event, TraceParent.fresh())).get();
            events.incrementAndGet();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** Events handed to the producer so far. */
    public long events() {
        return events.get();
    }

    /**
     * Waits until the broker has everything.
     *
     * @throws KafkaException if it did not take a record
     */
    public void flush() {
        producer.flush();
        var thrown = failure.get();
        if (thrown != null) {
            throw new KafkaException("the broker did not take a record", thrown);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

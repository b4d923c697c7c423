package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.testing.RegistryServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to their topics. */
final class EventFeed implements AutoCloseable {

    private final RecordSerdes serdes;
    private final KafkaRecords records;
    private final Producer<byte[], byte[]> producer;

    EventFeed(TestTopics broker, RegistryServer registry) {
        var variables = Map.of("TELLTALE_REGISTRY_URL", registry.url().toString());
        this.serdes = new RecordSerdes(SerdeSettings.read(Settings.of(variables)));
        this.records = new KafkaRecords(broker.layout(), serdes);
        this.producer =
                new KafkaProducer<>(
                        broker.kafka().client(Map.of()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Returns when all of them are acknowledged. */
    void write(Event... events) throws Exception {
        write(events.length, Duration.ZERO, number -> events[number]);
    }

    /** Evenly; returns when all of them are acknowledged. */
    void write(int count, Duration pause, IntFunction<Event> event) throws Exception {
        var sent = new ArrayList<Future<?>>();
        var next = System.nanoTime();
        for (var number = 0; number < count; number++) {
            LockSupport.parkNanos(next - System.nanoTime());
            sent.add(producer.send(inBytes(event.apply(number))));
            next += pause.toNanos();
        }
        for (var each : sent) {
            each.get();
        }
    }

    private ProducerRecord<byte[], byte[]> inBytes(Event event) {
        var record = records.of(event, TraceParent.fresh());
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key().getBytes(UTF_8),
                record.value(),
                record.headers());
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}

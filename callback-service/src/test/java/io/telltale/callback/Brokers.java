package io.telltale.callback;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.telltale.callback.endpoint.KnownRequests;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.topic.KafkaSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands for the brokers.
 *
 * @param producer what was sent to them, unless the publisher is another
 * @param publisher sends to them
 * @param requests what a poller asked for, by request id
 */
record Brokers(
        MockProducer<String, byte[]> producer,
        Supplier<RecordPublisher> publisher,
        Map<String, ProviderRequest> requests) {

    private static final Duration LIMIT = Duration.ofMillis(560);

    static final Instant NOW = Instant.parse("2026-11-20T23:00:00.123Z");

    /** Acknowledge everything at once. */
    static Brokers healthy() {
        return of(producer(true), LIMIT);
    }

    /** Acknowledge nothing by themselves. */
    static Brokers silent(Duration limit) {
        return of(producer(false), limit);
    }

    /** A real producer, for brokers at this address. */
    static Brokers at(String address) {
        var kafka = new KafkaSettings(address, Map.of());
        return new Brokers(
                producer(true),
                () -> RecordPublisher.connect(kafka, LIMIT),
                new ConcurrentHashMap<>());
    }

    private static Brokers of(MockProducer<String, byte[]> producer, Duration limit) {
        return new Brokers(
                producer, () -> new RecordPublisher(producer, limit), new ConcurrentHashMap<>());
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(
                acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** Puts them, and a clock that stands still, in the place of the real ones. */
    @Factory
    static final class Instead {

        @Context
        @Replaces(bean = RecordPublisher.class, factory = CallbackFactory.class)
        RecordPublisher publisher(Brokers brokers) {
            return brokers.publisher().get();
        }

        @Context
        @Replaces(bean = KnownRequests.class, factory = CallbackFactory.class)
        KnownRequests requests(Brokers brokers) {
            return id -> Optional.ofNullable(brokers.requests().get(id));
        }

        @Singleton
        @Replaces(bean = Clock.class, factory = CallbackFactory.class)
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }
}

package io.telltale.callback;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.telltale.schemas.publish.RecordPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands for the brokers.
 *
 * @param producer what was sent to them
 * @param limit longest wait for their acknowledgement
 */
record Brokers(MockProducer<String, byte[]> producer, Duration limit) {

    static final Instant NOW = Instant.parse("2026-11-20T23:00:00.123Z");

    /** Acknowledge everything at once. */
    static Brokers healthy() {
        return new Brokers(producer(true), Duration.ofMillis(640));
    }

    /** Acknowledge nothing by themselves. */
    static Brokers silent(Duration limit) {
        return new Brokers(producer(false), limit);
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(
                acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** Puts them, and a clock that stands still, in the place of the real ones. */
    @Factory
    static final class Instead {

        @Context
        @Replaces(bean = RecordPublisher.class, factory = Wiring.class)
        RecordPublisher publisher(Brokers brokers) {
            return new RecordPublisher(brokers.producer(), brokers.limit());
        }

        @Singleton
        @Replaces(bean = Clock.class, factory = Wiring.class)
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }
}

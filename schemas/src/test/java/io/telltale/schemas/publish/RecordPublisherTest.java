package io.telltale.schemas.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final List<ProducerRecord<String, byte[]>> RECORDS =
            List.of(
                    new ProducerRecord<>("t", "a", new byte[] {1}),
                    new ProducerRecord<>("t", "b", new byte[] {2}));

    @Test
    void returnsWhenAllAreAcknowledged() {
        var producer = producer(true);
        try (var publisher = new RecordPublisher(producer, SHORT)) {
            assertThatCode(() -> publisher.publishAndAwait(RECORDS)).doesNotThrowAnyException();
        }

        assertThat(producer.history()).isEqualTo(RECORDS);
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void fails_whenNotAllAreAcknowledgedInTime() {
        var producer = producer(false);
        try (var publisher = new RecordPublisher(producer, SHORT)) {
            assertThatThrownBy(() -> publisher.publishAndAwait(RECORDS))
                    .isInstanceOf(PublishException.class)
                    .hasMessage("the brokers did not take the records in PT0.2S");
        }
    }

    @Test
    void fails_whenTheBrokersRefuse() {
        var producer = producer(true);
        producer.sendException = new NotEnoughReplicasException("one copy");
        try (var publisher = new RecordPublisher(producer, SHORT)) {
            assertThatThrownBy(() -> publisher.publishAndAwait(RECORDS))
                    .isInstanceOf(PublishException.class);
        }
    }

    @Test
    void fails_andKeepsTheInterrupt() {
        try (var publisher = new RecordPublisher(producer(false), Duration.ofMinutes(1))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> publisher.publishAndAwait(RECORDS))
                    .isInstanceOf(PublishException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledging) {
        return new MockProducer<>(
                acknowledging, null, new StringSerializer(), new ByteArraySerializer());
    }
}

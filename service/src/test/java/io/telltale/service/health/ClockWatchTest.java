package io.telltale.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.RejectedTimestamp;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.testing.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A host whose clock is not the brokers', against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
@Timeout(120)
class ClockWatchTest {

    private static final String TOPIC = "some.topic.v1";

    private KafkaSettings kafka;

    @BeforeAll
    void createTopic() throws Exception {
        kafka = new KafkaSettings(TestBroker.shared().bootstrapServers(), Map.of());
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysNothing_whileTheClocksAgree() {
        assertThat(warnings(Duration.ZERO)).isEmpty();
        assertThat(warnings(Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void namesAClockThatIsAheadOrBehind() {
        assertThat(warnings(Duration.ofMinutes(10)))
                .singleElement()
                .asString()
                .startsWith("this host's clock is PT9M59")
                .contains("ahead of the brokers'");
        assertThat(warnings(Duration.ofMinutes(-10)))
                .singleElement()
                .asString()
                .startsWith("this host's clock is PT9M5")
                .contains("behind the brokers'");
    }

    private List<String> warnings(Duration offset) {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(ClockWatch.class);
        lines.start();
        log.addAppender(lines);
        try {
            new ClockWatch(kafka, Clock.offset(Clock.systemUTC(), offset)).compare();
        } finally {
            log.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aRecordThatBrokersRefuseForItsTimeNamesTheClock() {
        try (var publisher = RecordPublisher.connect(kafka, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> publisher.publishAndAwait(List.of(tooEarly())))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("this host's clock is far from the brokers'");
        }
    }

    @Test
    void soDoesATransaction() {
        var properties = kafka.client(Map.of("transactional.id", "some"));
        try (var producer =
                new KafkaProducer<>(
                        properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(tooEarly());

            assertThatThrownBy(producer::commitTransaction)
                    .satisfies(
                            failure -> assertThat(RejectedTimestamp.isCauseOf(failure)).isTrue());
        }
    }

    /** Brokers take what lies up to an hour ahead. */
    private static ProducerRecord<String, byte[]> tooEarly() {
        var at = Instant.now().plus(Duration.ofHours(2));
        return new ProducerRecord<>(TOPIC, 0, at.toEpochMilli(), "k", new byte[1]);
    }
}

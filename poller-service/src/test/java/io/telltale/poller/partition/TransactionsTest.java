package io.telltale.poller.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.RegistryServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ACCOUNT = "0000123456-00001";

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private RegistryServer registry;
    private RecordSerdes serdes;
    private Transactions transactions;

    @BeforeEach
    void start() throws Exception {
        registry = RegistryServer.registeringLookups();
        serdes =
                new RecordSerdes(
                        SerdeSettings.read(
                                Settings.of(
                                        Map.of(
                                                "TELLTALE_REGISTRY_URL",
                                                registry.url().toString()))));
        transactions =
                new Transactions(
                        0, producer, new KafkaRecords(new TopicLayout("", 1, 1, 1), serdes));
    }

    @AfterEach
    void stop() {
        transactions.close();
        serdes.close();
        registry.close();
    }

    @Test
    void writesADeadLetterInPlaceOfAnEventThatBrokersDoNotTake_andTheRestWithIt() {
        transactions.commit(
                commit(
                        new PollOutput.DeviceEvent(event("00", "x".repeat(800 * 1024))),
                        new PollOutput.DeviceEvent(event("01", "x".repeat(900 * 1024)))));

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("device.status.v1", "dead-letter.v1", "poller.checkpoint.v1");
        var letter = producer.history().get(1);
        assertThat(letter.key()).isEqualTo("imei:990000560000001");
        assertThat(letter.value()).hasSize(512 * 1024);
        assertThat(header(letter, "telltale_reason")).isEqualTo("TOO_LARGE");
        assertThat(header(letter, "telltale_source"))
                .isEqualTo("thingspace." + ACCOUNT + ".thingspace-sms-queue");
        assertThat(header(letter, "telltale_position")).isEqualTo("event 01");
    }

    @Test
    void aDeadLetterHoldsNothingThatOpensSomethingAtAProvider() {
        var ticket = "{\"id\":null,\"permissionTicket\":\"s3cret\"}";

        transactions.commit(
                commit(
                        new PollOutput.UnreadableData(
                                new DeadLetter(
                                        "k", ticket.getBytes(UTF_8), "p", "s", "R", "d", "1"))));

        assertThat(new String(producer.history().getFirst().value(), UTF_8))
                .isEqualTo("{\"id\":null,\"permissionTicket\":\"***\"}");
    }

    @Test
    void namesTheClock_whenTheBrokersRefuseTheTimeOfARecord() {
        producer.commitTransactionException =
                new KafkaException("failed", new InvalidTimestampException("too early"));

        assertThatThrownBy(() -> transactions.forget(List.of(Tombstone.ofCheckpoint("key")), NOW))
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("this host's clock is far from the brokers'");
    }

    @Test
    void commitsNothing_afterATransactionThatFailed() {
        producer.commitTransactionException = new KafkaException("timed out");
        assertThatThrownBy(() -> transactions.commit(commit()))
                .isInstanceOf(CommitFailedException.class);
        producer.commitTransactionException = null;

        assertThat(transactions.isEnded()).isTrue();
        assertThatThrownBy(() -> transactions.commit(commit()))
                .isInstanceOf(CommitFailedException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void commitsNothing_afterItsEnd() {
        transactions.end();

        assertThatThrownBy(() -> transactions.commit(commit()))
                .isInstanceOf(CommitFailedException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void commitsNothing_afterABugInWhatRanAlone() {
        assertThatThrownBy(() ->
                        transactions.alone(() -> {
                            throw new IllegalStateException("bug");
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(transactions.isEnded()).isTrue();
    }

    private static PollCommit commit(PollOutput... outputs) {
        return new PollCommit(
                "thingspace." + ACCOUNT + ".thingspace-sms-queue",
                List.of(outputs),
                TaskProgress.newBuilder().setObservedAt(NOW).build(),
                NOW,
                Optional.empty());
    }

    private static Event event(String id, String status) {
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(id)
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(ACCOUNT)
                        .setDevices(List.of("imei:990000560000001"))
                        .setObservedAt(NOW)
                        .setChannel(Channel.POLL)
                        .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                        .setTaskId("c")
                        .setReading(1)
                        .setProviderStatus(status)
                        .setOutcome(Outcome.UNKNOWN)
                        .build());
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

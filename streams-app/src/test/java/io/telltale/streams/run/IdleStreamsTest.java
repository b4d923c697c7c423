package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.streams.ThreadMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Until its tasks read a first record, a thread has nothing that it could commit. */
@Tag("slow")
class IdleStreamsTest {

    private static final Map<String, String> FORGETS_IDLE_IDS =
            Map.of(
                    "transactional.id.expiration.ms", "10000",
                    "transaction.remove.expired.transaction.cleanup.interval.ms", "200");

    private static final Map<String, String> MANY_THREADS = Map.of("num.stream.threads", "7");

    private static final String REF = "imei:990000560000001";

    @TempDir private Path folder;

    @Test
    void goesOnWithTraffic_whenTheBrokerHasForgottenItsTransactionalIds() throws Exception {
        try (var broker = TestTopics.create(folder.resolve("kafka"), FORGETS_IDLE_IDS);
                var live = new LiveStreams(broker, folder.resolve("data"), MANY_THREADS)) {
            var idle = registering(live);
            assertThat(idle).isNotEmpty();
            Await.until(
                    () -> ids(broker).containsAll(idle),
                    () -> "the broker does not know %s".formatted(idle));
            Await.until(
                    () -> ids(broker).stream().noneMatch(idle::contains),
                    () -> "the broker does not forget %s".formatted(idle));

            live.give(message("iccid:89148000000800139708"));

            live.awaitRecords(Topics.DEVICE_IDENTITY.name(), REF, 1);
            assertThat(live.graph().streams().state().isRunningOrRebalancing()).isTrue();
        }
    }

    /** Names both, which the register does not know yet. */
    private static Event message(String other) {
        var now = Instant.now();
        return new Event.Sms(
                SmsEvent.newBuilder(Given.sms(REF, other, Channel.POLL, now, now))
                        .setDevices(List.of(REF, other))
                        .build());
    }

    /** Transactional ids of the thread of the register. */
    private static List<String> registering(LiveStreams live) {
        return live.graph().streams().metadataForLocalThreads().stream()
                .filter(IdleStreamsTest::isRegistering)
                .flatMap(thread -> thread.producerClientIds().stream())
                .map(client -> client.replaceFirst("-StreamThread-(\\d+)-producer$", "-$1"))
                .toList();
    }

    private static boolean isRegistering(ThreadMetadata thread) {
        return thread.activeTasks().stream()
                .flatMap(task -> task.topicPartitions().stream())
                .anyMatch(partition ->
                        partition
                                .topic()
                                .endsWith(RepartitionTopic.REGISTER_UPDATES.topologyName()));
    }

    private static List<String> ids(TestTopics broker) throws Exception {
        try (var admin = broker.admin()) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        }
    }
}

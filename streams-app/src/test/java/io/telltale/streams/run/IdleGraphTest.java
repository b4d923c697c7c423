package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.Given;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.streams.ThreadMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleGraphTest {

    private static final Map<String, String> FORGETS_IDLE_IDS =
            Map.of(
                    "transactional.id.expiration.ms", "10000",
                    "transaction.remove.expired.transaction.cleanup.interval.ms", "200");

    /** Each with one task, so that some have no timers that commit. */
    private static final Map<String, String> MANY_THREADS = Map.of("num.stream.threads", "7");

    private static final String REF = "imei:990000560000001";
    private static final String GATHERING = "parts-by-device-repartition";

    @TempDir private Path folder;

    @Test
    void goesOnWithTraffic_whenTheBrokerHasForgottenItsTransactionalIds() throws Exception {
        try (var broker = RealBroker.start(folder.resolve("kafka"), FORGETS_IDLE_IDS);
                var live = new LiveGraph(broker, folder.resolve("data"), MANY_THREADS)) {
            live.give(message("first"));
            live.awaitRecords(Topics.DEVICE_STATE.name(), REF, 1);
            var idle = gathering(live);
            assertThat(ids(broker)).containsAll(idle);
            Await.until(
                    () -> ids(broker).stream().noneMatch(idle::contains),
                    () -> "the broker does not forget %s".formatted(idle));

            live.give(message("second"));

            live.awaitRecords(Topics.DEVICE_STATE.name(), REF, 2);
            assertThat(live.graph().streams().state().isRunningOrRebalancing()).isTrue();
        }
    }

    private static Event message(String text) {
        var now = Instant.now();
        return new Event.Sms(Given.sms(REF, text, Channel.POLL, now, now));
    }

    /** Transactional ids of the threads that bring parts together. */
    private static List<String> gathering(LiveGraph live) {
        return live.graph().streams().metadataForLocalThreads().stream()
                .filter(IdleGraphTest::isGathering)
                .flatMap(thread -> thread.producerClientIds().stream())
                .map(client -> client.replaceFirst("-StreamThread-(\\d+)-producer$", "-$1"))
                .toList();
    }

    private static boolean isGathering(ThreadMetadata thread) {
        return thread.activeTasks().stream()
                .flatMap(task -> task.topicPartitions().stream())
                .anyMatch(partition -> partition.topic().endsWith(GATHERING));
    }

    private static List<String> ids(RealBroker broker) throws Exception {
        try (var admin = broker.admin()) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        }
    }
}

package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LostFolderTest {

    private static final String REF = "imei:990000560000001";
    private static final int MESSAGES = 300;

    @TempDir private Path folder;

    @Test
    void whatTheStoresHeldIsThereAgain_andHowMuchWasRestoredShows() throws Exception {
        var data = folder.resolve("data");
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups()) {
            String before;
            try (var service = new LiveService(broker, registry, data)) {
                service.give(messages());
                awaitAll(service);
                before = service.get("/devices/" + REF).body();
                assertThat(service.meter("telltale_streams_restored_records_total")).isZero();
            }
            delete(data.resolve("streams"));

            try (var service = new LiveService(broker, registry, data)) {
                awaitAll(service);

                assertThat(service.get("/devices/" + REF).body()).isEqualTo(before);
                // a row and the day on which each was seen lead the way
                assertThat(service.meter("telltale_streams_restored_records_total"))
                        .isGreaterThan(MESSAGES);
                assertThat(service.meter("telltale_streams_restore_left_records")).isZero();
                assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);
                assertThat(service.manage("/health/readiness").body())
                        .contains("\"recordsLeft\":0", "\"state\":\"RUNNING\"");
                assertThat(metersOfKafka(service))
                        .contains(
                                "kafka_stream_thread_process_rate",
                                "kafka_consumer_fetch_manager_records_lag_max",
                                "kafka_stream_state_updater_restore_records_rate");
            }
        }
    }

    private static Event[] messages() {
        var now = Instant.now();
        return IntStream.range(0, MESSAGES)
                .mapToObj(number ->
                        new Event.Sms(Given.sms(REF, "no. " + number, Channel.POLL, now, now)))
                .toArray(Event[]::new);
    }

    private static void awaitAll(LiveService service) throws Exception {
        Await.until(
                () -> service.get("/devices/" + REF).body().contains("\"total\":" + MESSAGES),
                () -> "the device does not show all messages");
    }

    private static List<String> metersOfKafka(LiveService service) throws Exception {
        return service.manage("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("kafka_"))
                .map(line -> line.replaceFirst("[ {].*", ""))
                .distinct()
                .toList();
    }

    private static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        assertThat(data).doesNotExist();
    }
}

package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.Topics;
import io.telltale.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledProcessTest {

    private static final int RECORDS = 20_000;
    private static final int BURST = 3_000;
    private static final int KILLS = 5;

    /** Of now, in milliseconds since 1970: a broker deletes older records after half a minute. */
    private static final long BEGAN = System.currentTimeMillis();

    private static final byte[] VALUE = new byte[200];

    @TempDir private Path folder;

    @Test
    void whatWasCommittedIsNotRestored_afterAKill_andWithoutRocksDbsLogAllOfItIs()
            throws Exception {
        try (var broker = TestTopics.create()) {
            var logged = restoredAfterKill(broker, "logged");
            var plain = restoredAfterKill(broker, "plain");

            assertThat(logged).isLessThan(RECORDS / 20);
            assertThat(plain).isGreaterThanOrEqualTo(RECORDS);
        }
    }

    /** Each begins with an empty folder, so the first start restores what the topics hold. */
    private long restoredAfterKill(TestTopics broker, String kind) throws Exception {
        var data = folder.resolve(kind);
        var first = start(broker, data, kind);
        first.await("restored=");
        if (kind.equals("logged")) {
            write(broker, 0, RECORDS);
        }
        first.await("busy=" + RECORDS);
        first.kill();

        var second = start(broker, data, kind);
        second.await("busy=" + RECORDS);
        second.kill();
        System.out.printf("MEASURED %s: %s after %s%n", kind, second.last(), second.age());
        return second.restored();
    }

    @Test
    void nothingIsLost_whenItIsKilledAtAnyMoment() throws Exception {
        try (var broker = TestTopics.create()) {
            var data = folder.resolve("data");
            for (var round = 0; round < KILLS; round++) {
                var app = start(broker, data, "logged");
                app.await("restored=");
                write(broker, round * BURST, (round + 1) * BURST);
                Thread.sleep(200L * round);
                app.kill();
                System.out.println("MEASURED killed at " + app.last());
            }
            var app = start(broker, data, "logged");

            app.await("busy=" + KILLS * BURST + " ");

            System.out.println("MEASURED " + app.last());
            assertThat(app.restored()).isLessThan(KILLS * BURST / 2);
            app.kill();
        }
    }

    private static void write(TestTopics broker, int begin, int end) throws Exception {
        broker.write(
                IntStream.range(begin, end)
                        .mapToObj(number ->
                                new ProducerRecord<>(
                                        broker.nameOf(Topics.DEVICE_SMS),
                                        number % 2,
                                        BEGAN + number,
                                        ("key-" + number).getBytes(UTF_8),
                                        VALUE))
                        .toList());
    }

    private Running start(TestTopics broker, Path data, String kind) throws IOException {
        var log = Files.createTempFile(folder, "app", ".log");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingApp.class.getName(),
                        broker.kafka().bootstrapServers(),
                        broker.layout().prefix(),
                        data.toString(),
                        kind);
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new Running(process, log, System.nanoTime());
    }

    private record Running(Process process, Path log, long begin) {

        private static final Pattern RESTORED = Pattern.compile("restored=(\\d+) ");

        String last() throws IOException {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("restored="))
                    .reduce("", (_, next) -> next);
        }

        void await(String text) throws Exception {
            Await.until(
                    () -> (last() + " ").contains(text),
                    () -> {
                        try {
                            return Files.readString(log);
                        } catch (IOException e) {
                            return e.toString();
                        }
                    });
        }

        long restored() throws IOException {
            var found = RESTORED.matcher(last());
            assertThat(found.find()).isTrue();
            return Long.parseLong(found.group(1));
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}

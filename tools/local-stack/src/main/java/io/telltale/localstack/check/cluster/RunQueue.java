package io.telltale.localstack.check.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How many threads of the machine wait for a core, over time. Linux only; elsewhere it is never too
 * long.
 */
final class RunQueue {

    private static final Path STAT = Path.of("/proc/stat");
    private static final String RUNNING = "procs_running ";
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int MOST_A_CORE = 3;

    private final ConcurrentSkipListMap<Instant, Integer> lengths = new ConcurrentSkipListMap<>();
    private final int most = MOST_A_CORE * Runtime.getRuntime().availableProcessors();

    /** Looks at it until it is interrupted. */
    void follow() throws IOException {
        while (Files.exists(STAT)) {
            lengths.put(Instant.now(), running());
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static int running() throws IOException {
        return Files.readAllLines(STAT).stream()
                .filter(line -> line.startsWith(RUNNING))
                .mapToInt(line -> Integer.parseInt(line.substring(RUNNING.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    /** Whether it was longer than {@value #MOST_A_CORE} a core in the mean of this time. */
    boolean isTooLong(Instant from, Instant until) {
        return mean(lengths.subMap(from, true, until, true)) > most;
    }

    /** The share of all looks at which it was too long, in percent. */
    long percentTooLong() {
        var tooLong = lengths.values().stream().filter(length -> length > most).count();
        return lengths.isEmpty() ? 0 : 100 * tooLong / lengths.size();
    }

    private static double mean(Map<Instant, Integer> part) {
        return part.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    }
}

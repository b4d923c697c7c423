package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts windows of time in which an account was asked more often than agreed: in any window of
 * some seconds, as many requests as the budget gives in one second more, and one.
 */
final class Budget {

    private static final List<Duration> WINDOWS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final int perMinute;

    Budget(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * How many windows hold too many; windows begin at a request.
     *
     * @param requests lines of the simulator, in order
     */
    long exceeded(List<JsonNode> requests) {
        return requests.stream()
                .collect(
                        Collectors.groupingBy(
                                Budget::asker,
                                Collectors.mapping(
                                        line -> Instant.parse(line.path("at").asText()),
                                        Collectors.toList())))
                .values()
                .stream()
                .mapToLong(times -> WINDOWS.stream().mapToLong(w -> exceeded(times, w)).sum())
                .sum();
    }

    /** ThingSpace counts an application, the others a project or an account. */
    private static String asker(JsonNode line) {
        return line.path("application").isTextual()
                ? line.path("application").asText()
                : line.path("account").asText();
    }

    private long exceeded(List<Instant> times, Duration window) {
        var most = (window.toSeconds() + 1) * perMinute / 60 + 1;
        var first = 0;
        var exceeded = 0L;
        for (int last = 0; last < times.size(); last++) {
            while (!times.get(first).plus(window).isAfter(times.get(last))) {
                first++;
            }
            if (last - first + 1 > most) {
                exceeded++;
            }
        }
        return exceeded;
    }
}

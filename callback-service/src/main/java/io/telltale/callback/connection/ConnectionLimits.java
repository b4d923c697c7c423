package io.telltale.callback.connection;

import java.time.Duration;

/**
 * Limits of connections and requests.
 *
 * @param headers longest time from the first byte of a request to the end of its headers
 * @param request longest time from the first byte of a request to its last
 * @param connections open at a time, from addresses that may call back
 * @param strangers open at a time from all other addresses together, so that they cannot use up the
 *     others
 * @param bodyBytes of all bodies in memory at a time
 */
public record ConnectionLimits(
        Duration headers, Duration request, int connections, int strangers, int bodyBytes) {

    /** Fit for a heap of 128 MiB: 160 answers of 500 rows at a time, or some 10,000 live SMS. */
    public static final ConnectionLimits STANDARD =
            new ConnectionLimits(
                    Duration.ofSeconds(10), Duration.ofSeconds(30), 512, 64, 32 * 1024 * 1024);
}

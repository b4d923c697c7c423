package io.telltale.callback.connection;

import java.time.Duration;

/**
 * How much callers may take of us.
 *
 * @param headers longest time from the first byte of a request to the end of its headers
 * @param request longest time from the first byte of a request to its last
 * @param connections open at a time, from addresses that may call back
 * @param strangers open at a time, from all other addresses together: they cannot take the places
 *     of those who may call back
 * @param bodyBytes of all bodies that are in memory at a time
 */
public record ConnectionLimits(
        Duration headers, Duration request, int connections, int strangers, long bodyBytes) {

    /** Fit for a heap of 128 MiB: 160 answers of 500 rows at a time, or some 10,000 live SMS. */
    public static final ConnectionLimits STANDARD =
            new ConnectionLimits(
                    Duration.ofSeconds(10), Duration.ofSeconds(30), 512, 64, 32L * 1024 * 1024);
}

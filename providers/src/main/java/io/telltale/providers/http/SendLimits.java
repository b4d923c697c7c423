package io.telltale.providers.http;

import java.time.Duration;

/**
 * How long a request may take and how much may come back.
 *
 * @param connect longest wait for a connection
 * @param total longest wait from sending to the last byte of the answer
 * @param bodyBytes largest body that is kept
 * @param memory where bodies find room
 */
public record SendLimits(
        Duration connect, Duration total, int bodyBytes, ResponseMemoryBudget memory) {

    /** 5 s to connect, 30 s in all, 8 MiB; all senders with these limits share one memory. */
    public static final SendLimits USUAL =
            new SendLimits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    8 << 20,
                    ResponseMemoryBudget.ofHeap());
}

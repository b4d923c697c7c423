package io.telltale.simulator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param n counts from 1
 * @param request number of the request that was answered, or that asked for the callback; 0 for a
 *     callback without a request
 * @param acknowledgedAt when the caller confirmed it; only channels with a confirmation have one
 */
public record LedgerRow(
        long n,
        Instant at,
        SystemName system,
        String account,
        Channel channel,
        long request,
        JsonNode fact,
        @Nullable Instant acknowledgedAt) {

    LedgerRow acknowledged(@Nullable Instant time) {
        return new LedgerRow(n, at, system, account, channel, request, fact, time);
    }
}

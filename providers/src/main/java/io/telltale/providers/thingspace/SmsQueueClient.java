package io.telltale.providers.thingspace;

import io.telltale.providers.page.Answer;
import java.util.Optional;

/** Reads an account's queue of SMS from devices: {@code GET /api/m2m/v1/sms/{account}/history}. */
public final class SmsQueueClient {

    /** A client that is signed in by the session. */
    public SmsQueueClient(ThingSpaceSession session) {}

    /**
     * One block.
     *
     * @param next token of the block before, which this request acknowledges and removes; empty for
     *     the oldest block not acknowledged, which removes nothing. A stale token is Refused
     */
    public Answer<SmsBlock> read(String account, Optional<String> next) {
        throw new UnsupportedOperationException();
    }
}

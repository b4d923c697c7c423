package io.telltale.providers.thingspace.sms;

import io.telltale.providers.page.Row;
import java.util.List;
import java.util.Optional;

/** One block of an account's SMS queue. It stays in the queue until its token is sent back. */
public sealed interface SmsBlock {

    /** Opaque token that acknowledges this block and asks for the next one, where there is one. */
    Optional<String> next();

    /**
     * A block that was understood.
     *
     * @param messages its rows, at most 100, in no promised order
     * @param more whether ThingSpace announces more messages (status 202 or {@code hasMoreData});
     *     without rows that is contradictory, and the queue may or may not be empty
     * @param next empty where ThingSpace gave none, also with {@code more}: then stop and come back
     *     later
     */
    @SuppressWarnings("AvoidCommonTypeNames") // never without the block's name before it
    record Readable(List<Row<QueuedSms>> messages, boolean more, Optional<String> next)
            implements SmsBlock {

        /** Copies the rows. */
        public Readable {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A block whose body is not what it should be. It may have been cut on the way; one that stays
     * so blocks the queue until a person lets its token be sent back, and so gives it up.
     *
     * @param body as it came
     * @param reason what was expected and what was there; no text of the body
     * @param next empty where ThingSpace gave none: then the block cannot be given up
     */
    @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
    record Unreadable(byte[] body, String reason, Optional<String> next) implements SmsBlock {}
}

package io.telltale.providers.thingspace;

import io.telltale.providers.page.Row;
import java.util.List;
import java.util.Optional;

/**
 * One block of an account's SMS queue. It stays in the queue until {@code next} is sent back.
 *
 * @param messages its rows, at most 100, in no promised order
 * @param more whether ThingSpace says that more waits (status 202 or {@code hasMoreData})
 * @param next opaque token that acknowledges this block and asks for the next one; empty where
 *     ThingSpace gave none, also with {@code more}: then stop and come back later
 */
public record SmsBlock(List<Row<QueuedSms>> messages, boolean more, Optional<String> next) {

    /** Copies the rows. */
    public SmsBlock {
        messages = List.copyOf(messages);
    }
}

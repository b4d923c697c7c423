package io.telltale.poller.poll;

import io.telltale.providers.page.Answer;
import java.util.Locale;

/** Tells the refusal of a cursor from that of a campaign. */
final class RefusedCursor {

    private RefusedCursor() {}

    static boolean is(Answer.Refused<?> refused) {
        return refused.message().toLowerCase(Locale.ROOT).contains("lastseendeviceid");
    }
}

package io.telltale.providers.thingspace.callback;

import io.telltale.providers.page.Answer;
import java.util.regex.Pattern;

/** Why a URL was not registered. */
public enum ListenerRejection {
    /** Another one is: it has to be deregistered first. ThingSpace does not document its text. */
    ALREADY_REGISTERED,
    /** Anything else: the same URL will be refused again. */
    OTHER;

    private static final int CONFLICT = 409;
    private static final Pattern WORDS =
            Pattern.compile(
                    "already|duplicate|exists|registered (?:for|to|by)", Pattern.CASE_INSENSITIVE);

    /** What the refusal of a registration means. */
    public static ListenerRejection of(Answer.Refused<?> refused) {
        var text = refused.code() + " " + refused.message();
        return refused.httpStatus() == CONFLICT || WORDS.matcher(text).find()
                ? ALREADY_REGISTERED
                : OTHER;
    }
}

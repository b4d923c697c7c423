package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.EventId;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.query.HistoryPosition;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place in a list where a page ended, as opaque text: what comes in before it later neither
 * hides nor repeats what follows it. It tells whose list it is, so that none goes on in another.
 *
 * @param list digest of the list's name and of what narrows it
 * @param owner whose list: a device key or a campaign ref; {@link #NOBODY} for a list of all
 * @param place of the last item of the page
 */
record Cursor(String list, String owner, String place) {

    /** Owner of a list of everything. */
    static final String NOBODY = "-";

    private static final int PARTS = 3;
    private static final int DIGITS = 12;
    private static final Pattern PLACE = Pattern.compile("(-?[0-9]{1,18}) (\\S{1,300})");

    /**
     * Digest of a list.
     *
     * @param conditions its name, and all that narrows it
     */
    static String listOf(@Nullable String... conditions) {
        return EventId.of(conditions).substring(0, DIGITS);
    }

    static Cursor at(String list, String owner, HistoryPosition place) {
        return new Cursor(list, owner, place.orderAt().toEpochMilli() + " " + place.eventId());
    }

    /**
     * DeviceQueries a cursor of this list.
     *
     * @throws ProblemException if it is none, or of another list
     */
    static Cursor parse(String text, String list) {
        var parts = decoded(text).split(" ", PARTS);
        if (parts.length != PARTS || !parts[0].equals(list)) {
            throw bad(text);
        }
        return new Cursor(parts[0], parts[1], parts[2]);
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException _) {
            throw bad(text);
        }
    }

    /** Its place in a history. */
    HistoryPosition inHistory() {
        var parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw bad(toString());
        }
        return new HistoryPosition(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }

    /** What ends a request whose cursor belongs to the list of somebody else. */
    ProblemException isOfAnother() {
        return bad(toString());
    }

    private static ProblemException bad(String text) {
        return ProblemException.of(
                ProblemType.BAD_CURSOR,
                "expected cursor to be a nextCursor of this list, asked for with the same"
                        + " parameters, was '"
                        + Query.shown(text)
                        + "'");
    }

    @Override
    public String toString() {
        var text = list + " " + owner + " " + place;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}

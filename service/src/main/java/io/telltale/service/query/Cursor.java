package io.telltale.service.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.EventId;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The position where a page of a list ended, as opaque text. It names its list, so that it
 * continues no other one.
 *
 * @param list digest of the list's name and filters
 * @param owner device key, campaign ref or account of the list; {@link #NOBODY} for a list of all
 * @param place of the last item of the page
 */
public record Cursor(String list, String owner, String place) {

    /** Owner of a list of everything. */
    public static final String NOBODY = "-";

    private static final int PARTS = 3;
    private static final int DIGITS = 12;
    private static final Pattern TIMED = Pattern.compile("(-?[0-9]{1,18}) (\\S{1,300})");

    /**
     * A place in a list that is sorted by time.
     *
     * @param at time of the item, in whole milliseconds
     * @param id of the item among those of one time
     */
    public record TimedPlace(Instant at, String id) {}

    /** A cursor of a list that is sorted by time. */
    public Cursor(String list, String owner, TimedPlace place) {
        this(list, owner, place.at().toEpochMilli() + " " + place.id());
    }

    /**
     * Digest of a list.
     *
     * @param conditions its name and all filters
     */
    public static String listOf(@Nullable String... conditions) {
        return EventId.of(conditions).substring(0, DIGITS);
    }

    /**
     * Reads a cursor of this list.
     *
     * @throws ProblemException {@code bad-cursor} if it is none, or of another list
     */
    public static Cursor parse(String text, String list) {
        var parts = decoded(text).split(" ", PARTS);
        if (parts.length != PARTS || !parts[0].equals(list)) {
            throw bad(text);
        }
        return new Cursor(parts[0], parts[1], parts[2]);
    }

    /**
     * The place in a list of everything that a cursor names; "" without one.
     *
     * @throws ProblemException {@code bad-cursor} if it is none, or of another list
     */
    public static String placeOf(Optional<String> text, String list) {
        return text.map(cursor -> parse(cursor, list).place()).orElse("");
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException _) {
            throw bad(text);
        }
    }

    /**
     * The place in a list that is sorted by time.
     *
     * @throws ProblemException {@code bad-cursor} if it is none
     */
    public TimedPlace timed() {
        var parts = TIMED.matcher(place);
        if (!parts.matches()) {
            throw bad();
        }
        return new TimedPlace(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }

    /** Ends a request whose cursor belongs to another owner, or holds no place of its list. */
    public ProblemException bad() {
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

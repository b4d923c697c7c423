package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Place;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** Places in lists as opaque text. */
final class Cursors {

    private static final Pattern PLACE = Pattern.compile("(-?[0-9]{1,18}) ([0-9A-Za-z]{1,64})");

    private Cursors() {}

    static String of(Place place) {
        return encoded(place.orderAt().toEpochMilli() + " " + place.eventId());
    }

    static String of(String ref) {
        return encoded(ref);
    }

    static Place place(String cursor) {
        var parts = PLACE.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw bad(cursor);
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }

    static String ref(String cursor) {
        try {
            return DeviceRef.parse(decoded(cursor)).toString();
        } catch (MalformedRef _) {
            throw bad(cursor);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException _) {
            throw bad(cursor);
        }
    }

    private static ProblemException bad(String cursor) {
        var shown = cursor.length() <= 100 ? cursor : cursor.substring(0, 100) + "…";
        return ProblemException.of(
                ProblemType.BAD_CURSOR,
                "expected cursor to be a nextCursor of this list, was '%s'".formatted(shown));
    }
}

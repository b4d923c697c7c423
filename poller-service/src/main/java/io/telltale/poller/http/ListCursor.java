package io.telltale.poller.http;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind which position, such as an id. Opaque to callers. */
final class ListCursor {

    private static final String VERSION = "1:";

    private ListCursor() {}

    static String after(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The position; before all of them without a cursor. */
    static String positionOf(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(VERSION)) {
                return text.substring(VERSION.length());
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    static ProblemException bad() {
        return ProblemException.of(
                ProblemType.BAD_CURSOR, "expected the nextCursor of an answer of this path");
    }
}

package io.telltale.poller.http;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind which id. Opaque to callers. */
final class TaskCursor {

    private static final String VERSION = "1:";

    private TaskCursor() {}

    static String after(String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The id; before all of them without a cursor. */
    static String idOf(@Nullable String cursor) {
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

package io.telltale.localstack.expected;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of hand-made cases. Times are days of January 2026, 1 to 31. */
final class Rows {

    private Rows() {}

    static Instant day(int day) {
        return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }

    /** An SMS of the queue that names these refs, in kind order. */
    static Row.Sms named(String id, int day, String... refs) {
        return sms(id, day(day), "POLL", "text of " + id, null, refs);
    }

    static Row.Sms sms(
            String id,
            Instant at,
            String channel,
            String text,
            @Nullable String delivery,
            String... refs) {
        return new Row.Sms(
                id,
                List.of(refs),
                at,
                at.plusSeconds(60),
                "thingspace",
                "a",
                channel,
                "MOBILE_ORIGINATED",
                null,
                null,
                text,
                null,
                delivery,
                delivery);
    }

    static Row.Status status(
            String id, int day, String ref, String task, String outcome, @Nullable String reason) {
        return new Row.Status(
                id,
                List.of(ref),
                day(day),
                day(day),
                "thingspace",
                "a",
                "SOFTWARE_UPGRADE",
                task,
                0,
                outcome,
                outcome.equals("REMOVED") ? "" : "word " + outcome,
                reason,
                null);
    }

    static Row.Push push(String id, int day, int seenOnDay, String ref, @Nullable Boolean failed) {
        return new Row.Push(
                id,
                List.of(ref),
                day(day),
                day(seenOnDay),
                "xtremepush",
                "p",
                "7",
                "70",
                failed,
                Boolean.TRUE.equals(failed) ? "gone" : null,
                null);
    }

    static Link link(String one, String other) {
        return link(one, other, null, null, "team", 1);
    }

    static Link link(
            String one,
            String other,
            @Nullable Instant from,
            @Nullable Instant to,
            String by,
            int declaredOnDay) {
        return new Link(one, other, from, to, by, day(declaredOnDay));
    }
}

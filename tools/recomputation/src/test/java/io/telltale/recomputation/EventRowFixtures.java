package io.telltale.recomputation;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of hand-made cases. Times are days of January 2026, 1 to 31. */
final class EventRowFixtures {

    private EventRowFixtures() {}

    static Instant day(int day) {
        return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }

    /** An SMS of the queue that names these refs, in kind order. */
    static EventRow.Sms named(String id, int day, String... refs) {
        return namedAt(id, day(day), refs);
    }

    static EventRow.Sms namedAt(String id, Instant at, String... refs) {
        return sms(id, at, "POLL", "text of " + id, null, refs);
    }

    static EventRow.Sms sms(
            String id,
            Instant at,
            String channel,
            String text,
            @Nullable String delivery,
            String... refs) {
        return sms(id, at, at.plusSeconds(60), channel, text, delivery, refs);
    }

    /** An SMS without a provider's time. */
    static EventRow.Sms untimed(
            String id, Instant seen, String channel, String text, String... refs) {
        return sms(id, null, seen, channel, text, null, refs);
    }

    private static EventRow.Sms sms(
            String id,
            @Nullable Instant at,
            Instant seen,
            String channel,
            String text,
            @Nullable String delivery,
            String... refs) {
        return new EventRow.Sms(
                id,
                List.of(refs),
                at,
                seen,
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

    /** A reading with a provider's time. */
    static EventRow.Status status(
            String id, int day, String ref, String task, String outcome, @Nullable String reason) {
        return status(id, day(day), day(day), 0, ref, task, outcome, reason);
    }

    /** A reading without a provider's time. */
    static EventRow.Status reading(
            String id, Instant seen, long reading, String ref, String outcome) {
        return status(id, null, seen, reading, ref, "t", outcome, null);
    }

    private static EventRow.Status status(
            String id,
            @Nullable Instant at,
            Instant seen,
            long reading,
            String ref,
            String task,
            String outcome,
            @Nullable String reason) {
        return new EventRow.Status(
                id,
                List.of(ref),
                at,
                seen,
                "thingspace",
                "a",
                "SOFTWARE_UPGRADE",
                task,
                reading,
                outcome,
                outcome.equals("REMOVED") ? "" : "status " + outcome,
                reason,
                null);
    }

    static EventRow.Push push(
            String id, int day, int seenOnDay, String ref, @Nullable Boolean failed) {
        return new EventRow.Push(
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

    static DeclaredLink link(String one, String other) {
        return link(one, other, null, null, "team", 1);
    }

    static DeclaredLink link(
            String one,
            String other,
            @Nullable Instant from,
            @Nullable Instant to,
            String by,
            int declaredOnDay) {
        var refs = DeviceRef.sorted(List.of(DeviceRef.parse(one), DeviceRef.parse(other)));
        return new DeclaredLink(refs, from, to, by, day(declaredOnDay));
    }
}

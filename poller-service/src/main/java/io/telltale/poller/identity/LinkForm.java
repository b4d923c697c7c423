package io.telltale.poller.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes links out of what people write.
 *
 * @param by who says so where a link does not name anybody, 1 to 64 characters
 * @param at when it is said
 */
public record LinkForm(String by, Instant at) {

    /** Most characters of a name. */
    public static final int LONGEST_NAME = 64;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException saying what was expected and what came
     */
    public LinkForm {
        if (by.isBlank()) {
            throw new IllegalArgumentException("expected by to be a name, was blank");
        }
        requireShort(by);
    }

    /**
     * Two refs are the same device.
     *
     * @param validFrom since when, ISO-8601 in UTC; empty or null = always
     * @param validTo until when, exclusive; empty or null = still
     * @param saidBy who says so; empty or null = {@link #by}
     * @throws IllegalArgumentException saying what was expected and what came
     */
    public DeviceLink declared(
            DeviceRef ref,
            DeviceRef sameAs,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String saidBy) {
        var from = time("validFrom", validFrom);
        var to = time("validTo", validTo);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "expected validFrom before validTo, was %s and %s".formatted(from, to));
        }
        return DeviceLink.newBuilder()
                .setRefs(pair(ref, sameAs))
                .setState(LinkState.DECLARED)
                .setValidFrom(from)
                .setValidTo(to)
                .setBy(name(saidBy))
                .setDeclaredAt(at)
                .build();
    }

    /**
     * Two refs are not the same device; whatever was declared of them before is undone for all
     * time.
     *
     * @throws IllegalArgumentException saying what was expected and what came
     */
    public DeviceLink withdrawn(DeviceRef ref, DeviceRef sameAs, @Nullable String saidBy) {
        return DeviceLink.newBuilder()
                .setRefs(pair(ref, sameAs))
                .setState(LinkState.WITHDRAWN)
                .setBy(name(saidBy))
                .setDeclaredAt(at)
                .build();
    }

    private static List<String> pair(DeviceRef ref, DeviceRef sameAs) {
        if (ref.equals(sameAs)) {
            throw new IllegalArgumentException(
                    "expected two different refs, was %s twice".formatted(ref));
        }
        return DeviceRef.sorted(List.of(ref, sameAs)).stream().map(DeviceRef::toString).toList();
    }

    private String name(@Nullable String saidBy) {
        if (saidBy == null || saidBy.isBlank()) {
            return by;
        }
        requireShort(saidBy);
        return saidBy;
    }

    private static void requireShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "expected by to be at most %d characters, was %d"
                            .formatted(LONGEST_NAME, name.length()));
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var time = Instant.parse(text);
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "expected %s to be a time like 2026-01-31T00:00:00Z, was '%s'"
                            .formatted(name, text),
                    e);
        }
    }
}

package io.telltale.poller.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes links of what a caller wrote. Its methods throw {@link IllegalArgumentException} with what
 * was expected and what came.
 *
 * @param by author of links that name none, 1 to 64 characters
 * @param at when they are declared
 */
record LinkForm(String by, Instant at) {

    /** Most characters of a name. */
    static final int LONGEST_NAME = 64;

    /**
     * Two refs are the same device.
     *
     * @param validFrom since when, ISO-8601 in UTC; empty or null = always
     * @param validTo until when, exclusive; empty or null = still
     * @param by the author; empty or null = {@link #by}
     */
    DeviceLink declared(
            DeviceRef ref,
            DeviceRef sameAs,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String by) {
        var from = time("validFrom", validFrom);
        var to = time("validTo", validTo);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "expected validFrom before validTo, was %s and %s".formatted(from, to));
        }
        return link(ref, sameAs, LinkState.DECLARED, author(by))
                .setValidFrom(from)
                .setValidTo(to)
                .build();
    }

    /** Two refs are not the same device; every earlier declaration is undone for all time. */
    DeviceLink withdrawn(DeviceRef ref, DeviceRef sameAs) {
        return link(ref, sameAs, LinkState.WITHDRAWN, by).build();
    }

    private DeviceLink.Builder link(
            DeviceRef ref, DeviceRef sameAs, LinkState state, String author) {
        if (ref.equals(sameAs)) {
            throw new IllegalArgumentException(
                    "expected two different refs, was %s twice".formatted(ref));
        }
        return DeviceLink.newBuilder()
                .setRefs(
                        DeviceRef.sorted(List.of(ref, sameAs)).stream()
                                .map(DeviceRef::toString)
                                .toList())
                .setState(state)
                .setBy(author)
                .setDeclaredAt(at);
    }

    private String author(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return by;
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "expected by to be at most %d characters, was %d"
                            .formatted(LONGEST_NAME, name.length()));
        }
        return name;
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

package io.telltale.streams.ref;

import io.telltale.schemas.record.ValidityInterval;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a ref belongs to one device.
 *
 * @param begin in milliseconds, inclusive; {@link Long#MIN_VALUE} = since ever
 * @param end in milliseconds, exclusive; {@link Long#MAX_VALUE} = still
 * @param deviceKey key of the device
 */
record Interval(long begin, long end, String deviceKey) {

    static Interval of(ValidityInterval interval) {
        var begin = interval.getValidFrom();
        var end = interval.getValidTo();
        return new Interval(
                begin == null ? Long.MIN_VALUE : begin.toEpochMilli(),
                end == null ? Long.MAX_VALUE : end.toEpochMilli(),
                interval.getDeviceKey());
    }

    /** The only interval of a ref that was never linked: it is its own device. */
    static Interval alone(String ref) {
        return new Interval(Long.MIN_VALUE, Long.MAX_VALUE, ref);
    }

    boolean contains(long time) {
        return begin <= time && (time < end || end == Long.MAX_VALUE);
    }

    boolean hasSameBounds(Interval other) {
        return begin == other.begin && end == other.end;
    }

    /** Part of keys: sorts as the begins do. Empty since ever. */
    String beginKey() {
        return begin == Long.MIN_VALUE ? "" : HexFormat.of().toHexDigits(begin ^ Long.MIN_VALUE);
    }

    @Nullable Long validFrom() {
        return begin == Long.MIN_VALUE ? null : begin;
    }

    @Nullable Long validTo() {
        return end == Long.MAX_VALUE ? null : end;
    }

    @Nullable Instant beginTime() {
        return begin == Long.MIN_VALUE ? null : Instant.ofEpochMilli(begin);
    }
}

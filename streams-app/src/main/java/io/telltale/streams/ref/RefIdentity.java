package io.telltale.streams.ref;

import io.telltale.schemas.record.DeviceIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of one ref, decoded once.
 *
 * @param epoch version of the identity; 0 while the ref was never linked
 * @param intervals oldest first, without gaps, at least one
 */
record RefIdentity(long epoch, List<Interval> intervals) {

    RefIdentity {
        intervals = List.copyOf(intervals);
    }

    static RefIdentity of(String ref, @Nullable DeviceIdentity identity) {
        return identity == null
                ? new RefIdentity(0, List.of(Interval.alone(ref)))
                : new RefIdentity(
                        identity.getEpoch(),
                        identity.getIntervals().stream().map(Interval::of).toList());
    }

    /** The interval that holds at a time. */
    Interval at(long time) {
        for (var place = intervals.size() - 1; place > 0; place--) {
            if (intervals.get(place).begin() <= time) {
                return intervals.get(place);
            }
        }
        return intervals.getFirst();
    }

    boolean isUndivided() {
        return intervals.size() == 1;
    }

    /** Whether an interval with this begin, end and device is among them. */
    boolean has(Interval interval) {
        return intervals.contains(interval);
    }

    /** Whether an interval with these bounds is among them, of whatever device. */
    boolean hasBounds(Interval interval) {
        return intervals.stream().anyMatch(interval::hasSameBounds);
    }

    /** Whether an interval that begins then belongs to the same device. */
    boolean hasPart(Interval interval) {
        return intervals.stream()
                .anyMatch(each ->
                        each.begin() == interval.begin()
                                && each.deviceKey().equals(interval.deviceKey()));
    }
}

package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A declared link of two refs.
 *
 * @param one the ref that is first in kind order
 * @param other the other ref
 * @param validFrom begin in milliseconds, inclusive; {@link Long#MIN_VALUE} for since ever
 * @param validTo end in milliseconds, exclusive; {@link Long#MAX_VALUE} for no end
 * @param declaredAt when it was declared, in milliseconds
 * @param by name of the person that declared it
 */
record Link(
        DeviceRef one, DeviceRef other, long validFrom, long validTo, long declaredAt, String by) {

    /** Earliest declaration first, then by the key on the topic. */
    static final Comparator<Link> ORDER =
            Comparator.comparingLong(Link::declaredAt).thenComparing(Link::key);

    static Link of(DeviceRef one, DeviceRef other, DeviceLink link) {
        return new Link(
                one,
                other,
                milliseconds(link.getValidFrom(), Long.MIN_VALUE),
                milliseconds(link.getValidTo(), Long.MAX_VALUE),
                link.getDeclaredAt().toEpochMilli(),
                link.getBy());
    }

    private static long milliseconds(@Nullable Instant time, long otherwise) {
        return time == null ? otherwise : time.toEpochMilli();
    }

    boolean holdsAt(long time) {
        return validFrom <= time && time < validTo;
    }

    private String key() {
        return one + " " + other;
    }
}

package io.telltale.streams.register;

import java.util.Comparator;

/**
 * A remembered place of a carrier: the first event of a day that named it with this holder.
 *
 * @param holder a device id or a carrier
 * @param place position of the event
 */
public record RememberedHolder(String holder, EventPosition place) {

    static final Comparator<RememberedHolder> ORDER =
            Comparator.comparing(RememberedHolder::place).thenComparing(RememberedHolder::holder);
}

package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.odd.Meaning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SMS histories of an account: each device of a population has one.
 *
 * @param listed how many devices are listed, the first ones
 * @param before histories of other devices, which are listed first
 */
public record Histories(Population devices, int listed, Events events, @Nullable Histories before) {

    /** The SMS events of each device. */
    public interface Events {

        /**
         * The events of a device, in any order.
         *
         * @param now time until which events are needed; later ones are dropped
         */
        List<Dated> of(int place, Instant now);
    }

    /**
     * The history of one device.
     *
     * @param ids all ids of the device; it is listed by the first of them
     */
    public record SmsHistory(List<DeviceId> ids, Events source, int place) {

        public SmsHistory {
            ids = List.copyOf(ids);
        }

        /** Its events so far, oldest first. */
        public List<Dated> events(Instant now) {
            return source.of(place, now).stream()
                    .filter(event -> !event.time().isAfter(now))
                    .sorted(Comparator.comparing(Dated::time).thenComparingLong(Dated::key))
                    .toList();
        }
    }

    /**
     * An event and its time.
     *
     * @param key separates the device's events; stays the same
     * @param meaning of an oddly written event
     */
    public record Dated(long key, Instant time, SmsEvent event, @Nullable Meaning meaning) {}

    /** The history of the device that has this id, if it has one. */
    public Optional<SmsHistory> of(DeviceId device) {
        var place = devices.place(device);
        if (place.isPresent()) {
            return Optional.of(
                    new SmsHistory(devices.ids(place.getAsInt()), events, place.getAsInt()));
        }
        return before == null ? Optional.empty() : before.of(device);
    }

    /** The ids by which devices are listed, in a fixed order. */
    public Stream<DeviceId> known() {
        var own =
                IntStream.range(0, Math.min(devices.count(), listed))
                        .mapToObj(place -> devices.ids(place).getFirst());
        return before == null ? own : Stream.concat(before.known(), own);
    }
}

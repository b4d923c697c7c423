package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SMS histories of an account. */
public interface Histories {

    /** The history of the device that has this id, if it has one. */
    Optional<SmsHistory> of(DeviceId device);

    /** The ids by which the devices with a history are best known, in a fixed order. */
    Stream<DeviceId> known();

    /** The SMS events of one device. */
    interface SmsHistory {

        /** All ids of the device; the first is the one it is best known by. */
        List<DeviceId> ids();

        /** Its events so far, oldest first. */
        List<Dated> events(Instant now);
    }

    /**
     * An event and its time.
     *
     * @param key tells it from the device's other events for good
     * @param meaning what it says, where it is odd
     */
    record Dated(long key, Instant time, SmsEvent event, @Nullable Meaning meaning) {

        /** An event without anything odd. */
        public Dated(long key, Instant time, SmsEvent event) {
            this(key, time, event, null);
        }
    }

    /** Histories that never change. */
    record Still(List<Known> histories) implements Histories {

        public Still {
            histories = List.copyOf(histories);
        }

        /** A history that never changes. */
        public record Known(DeviceId deviceId, List<SmsEvent> events) implements SmsHistory {

            public Known {
                events = List.copyOf(events);
            }

            @Override
            public List<DeviceId> ids() {
                return List.of(deviceId);
            }

            @Override
            public List<Dated> events(Instant now) {
                return IntStream.range(0, events.size())
                        .mapToObj(place ->
                                new Dated(place, events.get(place).time(), events.get(place)))
                        .toList();
            }
        }

        @Override
        public Optional<SmsHistory> of(DeviceId device) {
            return histories.stream()
                    .filter(each -> each.deviceId().names(device))
                    .findFirst()
                    .map(each -> each);
        }

        @Override
        public Stream<DeviceId> known() {
            return histories.stream().map(Known::deviceId);
        }
    }
}

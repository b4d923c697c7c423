package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

        /** Its events so far, oldest first; the place of an event never changes. */
        List<SmsEvent> events(Instant now);
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
            public List<SmsEvent> events(Instant now) {
                return events;
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

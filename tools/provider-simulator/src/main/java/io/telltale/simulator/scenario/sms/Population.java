package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The devices of an account that have SMS, each with its ids. */
public interface Population {

    int count();

    /** The ids of one device; it is listed by the first of them. */
    List<DeviceId> ids(int place);

    /** The place of the device that has an id. */
    OptionalInt place(DeviceId id);

    /** Devices whose ids are stored, by place. */
    static Population of(List<List<DeviceId>> devices) {
        return new Stored(devices);
    }

    /** Devices whose ids follow from their place: none of them is stored. */
    record Calculated(int count, List<IdRange> ranges) implements Population {

        public Calculated {
            ranges = List.copyOf(ranges);
        }

        @Override
        public List<DeviceId> ids(int place) {
            return ranges.stream().map(range -> range.id(place)).toList();
        }

        @Override
        public OptionalInt place(DeviceId id) {
            return ranges.stream()
                    .flatMapToInt(range -> range.place(id).stream())
                    .filter(place -> place < count)
                    .findFirst();
        }
    }

    /** See {@link Population#of}. */
    record Stored(List<List<DeviceId>> devices) implements Population {

        public Stored {
            devices = List.copyOf(devices);
        }

        @Override
        public int count() {
            return devices.size();
        }

        @Override
        public List<DeviceId> ids(int place) {
            return devices.get(place);
        }

        @Override
        public OptionalInt place(DeviceId id) {
            return IntStream.range(0, devices.size())
                    .filter(place -> devices.get(place).stream().anyMatch(id::names))
                    .findFirst();
        }
    }
}

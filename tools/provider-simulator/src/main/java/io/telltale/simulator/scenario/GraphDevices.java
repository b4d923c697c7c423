package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.GraphAccount.Device;
import java.util.List;
import java.util.stream.IntStream;

/** Devices of a Microsoft account that follow from their seed and place. */
final class GraphDevices {

    private static final List<String> KINDS = List.of("Tablet", "Desktop", "Phone");
    private static final List<String> STATUSES = List.of("online", "offline", "Unknown");

    private GraphDevices() {}

    static List<Device> of(long seed, int count) {
        return IntStream.range(0, count).mapToObj(place -> device(seed, place)).toList();
    }

    private static Device device(long seed, int place) {
        return new Device(
                "Device-%04d".formatted(place + 1),
                SeededRandom.uuid(SeededRandom.of(seed, 40, place)).toString(),
                "Microsoft Corporation",
                "Surface Book",
                KINDS.get(place % KINDS.size()),
                STATUSES.get(place % STATUSES.size()),
                "Windows");
    }
}

package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.GraphAccount.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The commands of the check fleet's Microsoft account: some for each device, all sent at birth and
 * over within the life.
 *
 * @param each how many for each device
 */
record CheckCommands(long seed, List<Device> devices, int each, Instant bornAt, Duration life) {

    private static final long COURSES = 1L << 41;

    CheckCommands {
        devices = List.copyOf(devices);
    }

    /**
     * The account of a check fleet.
     *
     * @param devices how many it has
     */
    static GraphAccount account(long seed, int devices, int each, Instant bornAt, Duration life) {
        var all = GraphDevices.of(seed, devices);
        return new GraphAccount(
                "demo", all, new CheckCommands(seed, all, each, bornAt, life).commands());
    }

    private GraphAccount.Commands commands() {
        return new PlannedCommands(
                IntStream.range(0, devices.size() * each).mapToObj(this::course).toList());
    }

    private CommandCourse course(int place) {
        var random = SeededRandom.of(seed, 41, place);
        var id = CommandOrder.id(random, place);
        var order = CommandOrder.drawn(random, id, devices.get(place / each).id());
        return new CommandCourse(seed, COURSES + place, order, bornAt, life);
    }
}

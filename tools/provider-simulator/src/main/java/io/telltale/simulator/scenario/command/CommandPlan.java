package io.telltale.simulator.scenario.command;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.Timetable;
import io.telltale.simulator.scenario.command.GraphAccount.Commands;
import io.telltale.simulator.scenario.command.GraphAccount.Device;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Commands to each device in its turn. A command's id ends with its turn, so none is stored.
 *
 * @param times when they are sent
 * @param span time in which a command goes through its statuses
 * @param before commands that are there already, and stay
 */
public record CommandPlan(
        long seed, List<Device> devices, Timetable times, Duration span, Commands before)
        implements Commands {

    private static final long COURSES = 1L << 42;
    private static final int TURN_DIGITS = 8;

    public CommandPlan {
        devices = List.copyOf(devices);
    }

    @Override
    public Optional<Sent> command(String deviceId, String commandId, Instant now) {
        return turn(commandId).stream()
                .filter(turn -> turn >= times.first(now) && turn < times.begun(now))
                .mapToObj(this::course)
                .filter(course -> course.order().id().equals(commandId))
                .filter(course -> course.order().deviceId().equals(deviceId))
                .map(course -> course.at(now))
                .findFirst()
                .or(() -> before.command(deviceId, commandId, now));
    }

    @Override
    public Stream<Sent> known(Instant now) {
        return Stream.concat(
                before.known(now), times.listed(now).mapToObj(turn -> course(turn).at(now)));
    }

    private CommandCourse course(long turn) {
        var random = SeededRandom.of(seed, 42, turn);
        var device = devices.get(Math.toIntExact(turn % devices.size()));
        var order = CommandOrder.drawn(random, turn, device.id());
        return new CommandCourse(seed, COURSES + turn, order, times.at(turn), span);
    }

    /** The turn at the end of an id, which may be of another origin. */
    private static OptionalLong turn(String id) {
        try {
            return OptionalLong.of(
                    Long.parseLong(id.substring(Math.max(0, id.length() - TURN_DIGITS)), 16));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}

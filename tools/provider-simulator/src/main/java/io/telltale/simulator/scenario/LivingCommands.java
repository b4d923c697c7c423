package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.GraphAccount.Device;
import io.telltale.simulator.scenario.GraphAccount.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Commands to living devices: one every five minutes, to each device in its turn and without end,
 * over within half an hour, known for a week. A command's id ends with its turn, so none is kept.
 *
 * @param examples commands that are there beside
 */
record LivingCommands(
        long seed, List<Device> devices, Instant bornAt, GraphAccount.Commands examples)
        implements GraphAccount.Commands {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SPAN = Duration.ofMinutes(30);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final long COURSES = 1L << 42;
    private static final int TURN_DIGITS = 8;

    LivingCommands {
        devices = List.copyOf(devices);
    }

    @Override
    public Optional<Sent> command(String deviceId, String commandId, Instant now) {
        var turn = turn(commandId);
        return turn >= first(now)
                        && turn <= last(now)
                        && course(turn).order().id().equals(commandId)
                ? Optional.of(course(turn))
                        .filter(course -> course.order().deviceId().equals(deviceId))
                        .map(course -> course.at(now))
                : examples.command(deviceId, commandId, now);
    }

    @Override
    public Stream<Sent> known(Instant now) {
        return Stream.concat(
                examples.known(now),
                LongStream.rangeClosed(first(now), last(now))
                        .mapToObj(turn -> course(turn).at(now)));
    }

    private long first(Instant now) {
        return Math.max(0, last(now) - KEPT.dividedBy(INTERVAL) + 1);
    }

    /** The first is sent at birth. */
    private long last(Instant now) {
        return now.isBefore(bornAt) ? -1 : Duration.between(bornAt, now).dividedBy(INTERVAL);
    }

    private CommandCourse course(long turn) {
        var random = SeededRandom.of(seed, 42, turn);
        var id = CommandOrder.id(random, Math.toIntExact(turn));
        var device = devices.get(Math.toIntExact(turn % devices.size()));
        var order = CommandOrder.drawn(random, id, device.id());
        return new CommandCourse(
                seed, COURSES + turn, order, bornAt.plus(INTERVAL.multipliedBy(turn)), SPAN);
    }

    /** What the id says, which is to be checked; -1 when it says nothing. */
    private static long turn(String id) {
        try {
            return id.length() < TURN_DIGITS
                    ? -1
                    : Long.parseLong(id.substring(id.length() - TURN_DIGITS), 16);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}

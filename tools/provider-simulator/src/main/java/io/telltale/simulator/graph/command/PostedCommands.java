package io.telltale.simulator.graph.command;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.scenario.command.CommandCourse;
import io.telltale.simulator.scenario.command.CommandOrder;
import io.telltale.simulator.settings.SimulatorSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that callers have sent; each goes through its statuses in a span of time. */
@Singleton
public final class PostedCommands {

    private static final String POSTED = "graph-command";
    private static final long COURSES = 1L << 43;

    /** In which a command goes through its statuses. */
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Journal journal;
    private final Clock clock;
    private final long seed;
    private final Map<String, CommandCourse> courses = new LinkedHashMap<>();

    PostedCommands(Journal journal, SimulatorSettings settings, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        this.seed = settings.seed();
        journal.replay(POSTED, Posted.class).forEach(this::keep);
    }

    private record Posted(CommandOrder order, Instant at, Duration span) {}

    /** Sends a command from now on. */
    synchronized CommandCourse send(CommandOrder order) {
        var posted = new Posted(order, clock.instant(), SPAN);
        journal.append(new Journal.Entry(POSTED, posted));
        return keep(posted);
    }

    synchronized Optional<CommandCourse> command(String id) {
        return Optional.ofNullable(courses.get(id));
    }

    /** In the order of sending. */
    synchronized List<CommandCourse> all() {
        return new ArrayList<>(courses.values());
    }

    /** When the last of them will be over; empty when none was sent. */
    public synchronized Optional<Instant> endsAt() {
        return courses.values().stream().map(CommandCourse::ends).max(Comparator.naturalOrder());
    }

    private CommandCourse keep(Posted posted) {
        var course =
                new CommandCourse(
                        seed, COURSES + courses.size(), posted.order(), posted.at(), posted.span());
        courses.put(posted.order().id(), course);
        return course;
    }
}

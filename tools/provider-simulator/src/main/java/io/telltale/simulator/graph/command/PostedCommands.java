package io.telltale.simulator.graph.command;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.scenario.command.CommandCourse;
import io.telltale.simulator.scenario.command.CommandOrder;
import io.telltale.simulator.scenario.command.GraphAccount.Commands;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import io.telltale.simulator.settings.SimulatorSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands that callers have sent; each goes through its statuses within a minute. */
@Singleton
public final class PostedCommands implements Commands {

    private static final String POSTED = "graph-command";
    private static final long COURSES = 1L << 43;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Journal journal;
    private final Clock clock;
    private final long seed;
    private final List<CommandCourse> courses = new ArrayList<>();

    PostedCommands(Journal journal, SimulatorSettings settings, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        this.seed = settings.seed();
        journal.replay(POSTED, Posted.class).forEach(this::keep);
    }

    private record Posted(CommandOrder order, Instant at, Duration span) {}

    /** Sends a command from now on. */
    synchronized void send(CommandOrder order) {
        var posted = new Posted(order, clock.instant(), SPAN);
        journal.append(new Journal.Entry(POSTED, posted));
        keep(posted);
    }

    @Override
    public synchronized Stream<Sent> known(Instant now) {
        return List.copyOf(courses).stream().map(course -> course.at(now));
    }

    /** When the last of them will be over; empty when none was sent. */
    public synchronized Optional<Instant> endsAt() {
        return courses.stream().map(CommandCourse::ends).max(Comparator.naturalOrder());
    }

    private void keep(Posted posted) {
        var place = COURSES + courses.size();
        courses.add(new CommandCourse(seed, place, posted.order(), posted.at(), posted.span()));
    }
}

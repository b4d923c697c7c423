package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.GraphAccount.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands that were thought out beforehand. */
final class PlannedCommands implements GraphAccount.Commands {

    private final List<CommandCourse> courses;
    private final Map<String, CommandCourse> byId;

    PlannedCommands(List<CommandCourse> courses) {
        this.courses = List.copyOf(courses);
        this.byId =
                courses.stream()
                        .collect(Collectors.toMap(each -> each.order().id(), Function.identity()));
    }

    @Override
    public Optional<Sent> command(String deviceId, String commandId, Instant now) {
        return Optional.ofNullable(byId.get(commandId))
                .filter(course -> course.order().deviceId().equals(deviceId))
                .map(course -> course.at(now));
    }

    @Override
    public Stream<Sent> known(Instant now) {
        return courses.stream().map(course -> course.at(now));
    }
}

package io.telltale.simulator.control;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.scenario.push.PushProject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves the ids of devices, as a list from outside would have them. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
record DevicesController(Fleet fleet) {

    private record Line(String provider, String account, List<DeviceId> ids) {}

    /** Those of messages and histories, of pushes that were there at birth, and of commands. */
    @Get("/devices")
    StreamedFile devices() {
        return JsonLinesBody.of(
                Stream.of(
                                fleet.thingSpace().stream().flatMap(DevicesController::senders),
                                fleet.thingSpace().stream().flatMap(DevicesController::known),
                                fleet.xtremepush().stream().flatMap(this::targets),
                                fleet.graph().devices().stream()
                                        .map(device ->
                                                line(
                                                        "graph",
                                                        fleet.graph().name(),
                                                        "device",
                                                        device.id())))
                        .flatMap(each -> each)
                        .iterator());
    }

    private static Stream<Line> senders(ThingSpaceAccount account) {
        return account.messages().named().map(ids -> new Line("thingspace", account.name(), ids));
    }

    private static Stream<Line> known(ThingSpaceAccount account) {
        return account.histories()
                .known()
                .flatMap(id -> account.histories().of(id).stream())
                .map(history -> new Line("thingspace", account.name(), history.ids()));
    }

    private Stream<Line> targets(PushProject project) {
        return Stream.concat(
                targets(project, "device", PushListRow::deviceId),
                targets(project, "profile", PushListRow::profileId));
    }

    private Stream<Line> targets(
            PushProject project, String kind, Function<PushListRow, @Nullable Long> id) {
        return project.pushes().at(fleet.bornAt()).stream()
                .flatMap(row -> Stream.ofNullable(id.apply(row)))
                .distinct()
                .map(each -> line("xtremepush", project.name(), kind, Long.toString(each)));
    }

    private static Line line(String provider, String account, String kind, String id) {
        return new Line(provider, account, List.of(new DeviceId(id, kind)));
    }
}

package io.telltale.simulator.control;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.scenario.push.PushProject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Hands out the ids of devices, as one who knows the fleet has them in a list. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DevicesController {

    private static final MediaType LINES = MediaType.of("application/x-ndjson");

    private final Fleet fleet;

    DevicesController(Fleet fleet) {
        this.fleet = fleet;
    }

    private record Line(String provider, String account, List<DeviceId> ids) {}

    /** Those of messages and histories, of pushes that were there at birth, and of commands. */
    @Get("/devices")
    StreamedFile devices() {
        var lines =
                Stream.of(
                                fleet.thingSpace().stream().flatMap(DevicesController::senders),
                                fleet.thingSpace().stream().flatMap(DevicesController::known),
                                fleet.xtremepush().stream().flatMap(this::targets),
                                devices(fleet.graph()))
                        .flatMap(each -> each)
                        .iterator();
        return new StreamedFile(new JsonLinesBody(lines), LINES);
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
        var rows = project.pushes().at(fleet.bornAt());
        return Stream.concat(
                        rows.stream()
                                .map(PushListRow::deviceId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .map(id -> new DeviceId(Long.toString(id), "device")),
                        rows.stream()
                                .map(PushListRow::profileId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .map(id -> new DeviceId(Long.toString(id), "profile")))
                .map(id -> new Line("xtremepush", project.name(), List.of(id)));
    }

    private static Stream<Line> devices(GraphAccount account) {
        return account.devices().stream()
                .map(device -> new DeviceId(device.id(), "device"))
                .map(id -> new Line("graph", account.name(), List.of(id)));
    }
}

package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.OutcomeTable;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Commands of Microsoft Graph: 200 open ones to random devices, each read four times, from asked
 * for to completed; the last reading carries the app's answer. Twenty readings at once.
 */
final class CommandSource implements PolledSource {

    static final String ACCOUNT = "demo";

    private static final int OPEN = 200;
    private static final int READINGS = 20;
    private static final List<String> COURSE =
            List.of("requesting", "sentToTarget", "executing", "completed");
    private static final EventIds IDS = new EventIds(Provider.GRAPH, ACCOUNT, Channel.POLL);

    private final BenchmarkFleet fleet;
    private final SplittableRandom random;
    private final List<Command> open = new ArrayList<>();
    private int next;

    CommandSource(SplittableRandom random, BenchmarkFleet fleet) {
        this.random = random;
        this.fleet = fleet;
    }

    /**
     * A command and how often it was read.
     *
     * @param readings so far
     */
    private record Command(String ref, String id, int readings) {}

    @Override
    public Batch next(Instant now) {
        var events = new ArrayList<Event>(READINGS);
        for (int reading = 0; reading < READINGS; reading++) {
            events.add(read(now));
        }
        return Batch.of(
                events,
                SourceHealthSource.well(
                        Provider.GRAPH, ACCOUNT, PollKind.GRAPH_COMMAND, "commands", now));
    }

    private Event read(Instant now) {
        if (open.size() < OPEN) {
            open.add(fresh());
        }
        var place = next++ % open.size();
        var command = open.get(place);
        var turn = command.readings() + 1;
        open.set(
                place,
                turn == COURSE.size() ? fresh() : new Command(command.ref(), command.id(), turn));
        return event(command.ref(), command.id(), turn, COURSE.get(turn - 1), now);
    }

    private Command fresh() {
        var device = fleet.withGraph(random.nextInt(fleet.graphs()));
        var id = "0158%016X%016X".formatted(random.nextLong(), random.nextLong());
        return new Command(fleet.graph(device), id, 0);
    }

    static Event event(String ref, String id, long turn, String status, Instant now) {
        var device = DeviceRef.parse(ref);
        var kind = TaskKind.COMMAND;
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(IDS.statusReading(kind, id, device, status, null, turn))
                        .setProvider(Provider.GRAPH)
                        .setAccount(ACCOUNT)
                        .setDevices(List.of(ref))
                        .setObservedAt(now)
                        .setChannel(Channel.POLL)
                        .setTaskKind(kind)
                        .setTaskId(id)
                        .setReading(turn)
                        .setProviderStatus(status)
                        .setOutcome(OutcomeTable.ofGraph(status))
                        .setCommand(detail(status.equals("completed") ? answer(id) : null))
                        .build());
    }

    private static CommandDetail detail(@Nullable String answer) {
        return CommandDetail.newBuilder()
                .setType("AppService")
                .setAppServiceName("com.example.telemetry")
                .setPackageFamilyName("example.telemetry_8wekyb3d8bbwe")
                .setPayload("{\"action\":\"report\",\"level\":3}")
                .setResponsePayload(answer)
                .build();
    }

    private static String answer(String id) {
        return "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata\",\"Id\":\"%s\",\"Type\":\"Ok\",\"Battery\":71,\"Storage\":18231}"
                .formatted(id);
    }
}

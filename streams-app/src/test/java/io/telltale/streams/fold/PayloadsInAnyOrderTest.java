package io.telltale.streams.fold;

import static io.telltale.streams.fold.Tellings.REF;
import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.record.DevicePart;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which payloads a part has room for is said by its commands, not by who came first. */
class PayloadsInAnyOrderTest {

    private static final int KIB = 1024;
    private static final List<String> PAYLOADS =
            List.of("s".repeat(50 * KIB), "m".repeat(90 * KIB), "l".repeat(180 * KIB));

    @Test
    void theLatestCommandsKeepTheirPayloads() {
        Orders.agree(
                Orders.MANY / 5, // what is long takes long
                PayloadsInAnyOrderTest::readings,
                PayloadsInAnyOrderTest::roomForTheLatest,
                PayloadsInAnyOrderTest::oneByOne);
    }

    private static List<Event> readings(Random random) {
        var readings = new ArrayList<Event>();
        for (var number = 2 + random.nextInt(6); number > 0; number--) {
            var at = Given.NOW.plusSeconds(random.nextInt(20));
            var detail =
                    CommandDetail.newBuilder()
                            .setPayload(PAYLOADS.get(random.nextInt(PAYLOADS.size())))
                            .build();
            readings.add(
                    new Event.Status(
                            DeviceStatusEvent.newBuilder(Given.command(REF, at))
                                    .setEventId(EventId.of("event", Integer.toString(number)))
                                    .setTaskId("task" + random.nextInt(4))
                                    .setOutcome(Outcome.IN_PROGRESS)
                                    .setCommand(random.nextInt(4) == 0 ? null : detail)
                                    .build()));
        }
        return readings;
    }

    /** Latest first as long as they fit; the one that does not and all before it lose theirs. */
    private static List<String> roomForTheLatest(List<Event> news) {
        var tasks =
                news.stream()
                        .map(event -> ((Event.Status) event).event())
                        .collect(Collectors.groupingBy(DeviceStatusEvent::getTaskId))
                        .values()
                        .stream()
                        .map(PlainTask::ofAll)
                        .sorted(PlainTask.LATEST_FIRST)
                        .toList();
        var said = new ArrayList<String>();
        var bytes = 0;
        for (var task : tasks) {
            var payload = task.command() == null ? null : task.command().getPayload();
            bytes += payload == null ? 0 : payload.length();
            var isCut = payload != null && bytes > 256 * KIB;
            said.add(brief(task.task(), isCut ? null : payload, isCut));
        }
        return said;
    }

    private static List<String> oneByOne(List<Event> news) {
        var rows = new FiledRows();
        DevicePart part = null;
        for (var event : news) {
            part = Parts.added(part, REF, event, rows);
            rows.add(event);
        }
        return Parts.tasks(requireNonNull(part)).stream()
                .map(PayloadsInAnyOrderTest::brief)
                .toList();
    }

    private static String brief(DeviceTask task) {
        var command = task.getCommand();
        return brief(
                PlainTask.of(task).task(),
                command == null ? null : command.getPayload(),
                task.getPayloadCut());
    }

    private static String brief(String task, @Nullable String payload, boolean isCut) {
        return task + (payload == null ? " -" : payload.substring(0, 1)) + (isCut ? " cut" : "");
    }
}

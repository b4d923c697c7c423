package io.telltale.simulator.scenario.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.Course;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of a command within a span of time: two to seven, the last of them terminal. Some
 * come back to an earlier status, a few have a status that no page lists.
 *
 * <p>The same for the same seed and place; calculated again for each request.
 *
 * @param place separates commands of one seed
 */
public record CommandCourse(
        long seed, long place, CommandOrder order, Instant begins, Duration span) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);
    private static final double COMPLETING = 0.7;
    private static final double STRANGE = 0.1;
    private static final double ANSWERING = 0.9;

    /** A status in Graph's spelling, and its error. */
    private record Status(String name, @Nullable String error) {}

    private static final Status REQUESTING = new Status("requesting", null);
    private static final List<Status> UNDER_WAY =
            List.of(
                    new Status("sentToTarget", null),
                    new Status("executing", null),
                    new Status("retry", null),
                    new Status("retry", "The device did not answer."));
    private static final List<Status> CANCELLING =
            List.of(new Status("cancel", null), new Status("cancelling", null));
    private static final List<Status> STRANGE_ONES =
            List.of(new Status("custom", null), new Status("wakingTarget", null));
    private static final Status COMPLETED = new Status("completed", null);
    private static final Status CANCELED = new Status("canceled", null);
    private static final List<Status> FAILED =
            List.of(
                    new Status("failedToSend", "The device could not be reached."),
                    new Status("executionFailed", "The app refused the command."),
                    new Status("commandDropped", null),
                    new Status("expired", null),
                    new Status("error", "Something went wrong."),
                    CANCELED);

    /** The command as it is at a time. */
    public Sent at(Instant now) {
        var random = SeededRandom.of(seed, place);
        var last =
                SeededRandom.happens(random, COMPLETING)
                        ? COMPLETED
                        : SeededRandom.oneOf(random, FAILED);
        var course =
                Course.drawn(
                        random, 7, begins, span, REQUESTING, () -> underWay(random, last), last);
        var step = course.at(now);
        var status = course.statuses().get(step);
        return new Sent(
                order.deviceId(),
                order.in(status.name(), status.error()),
                status.equals(COMPLETED)
                        ? payload(random, course.times().get(step))
                        : MissingNode.getInstance());
    }

    /** By when the last of it has happened. */
    public Instant ends() {
        return begins.plus(span);
    }

    private static Status underWay(SplittableRandom random, Status last) {
        if (SeededRandom.happens(random, STRANGE)) {
            return SeededRandom.oneOf(random, STRANGE_ONES);
        }
        return SeededRandom.oneOf(random, last.equals(CANCELED) ? CANCELLING : UNDER_WAY);
    }

    private static JsonNode payload(SplittableRandom random, Instant since) {
        if (!SeededRandom.happens(random, ANSWERING)) {
            return random.nextBoolean() ? NullNode.getInstance() : MissingNode.getInstance();
        }
        var payload = new LinkedHashMap<String, Object>();
        payload.put(
                "@odata.context",
                "https://graph.microsoft.com/devices/$metadata#microsoft.graph.PayloadResponse");
        payload.put("MsIgnoredParameter", 0);
        payload.put("CreationDate", DAY.format(since.atOffset(ZoneOffset.UTC)));
        payload.put("Type", "Ok");
        payload.put("Number", random.nextInt(1_000_000));
        return SimulatorJson.tree(payload);
    }
}

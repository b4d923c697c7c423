package io.telltale.poller.poll.graph;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.poller.poll.TaskParameters;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCommandClient;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskEnd;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one device command until it ends, is gone, or is too old. A reading is published when its
 * status or its error differs from the one before; the number of the reading, part of the event id,
 * moves on in the same transaction. The event of a completed command includes the app's response; a
 * response that fails five times in the same way is left out, and becomes a dead letter. Not for
 * use by several threads at once.
 */
public final class CommandPoll implements TaskPoll {

    private static final String COMPLETED = "completed";
    private static final int GONE = 410;
    private static final int ENOUGH = 5;
    private static final Duration WHILE_LOCKED = Duration.ofMinutes(1);
    private static final String UNREADABLE = "UNREADABLE";

    private final String task;
    private final String place;
    private final GraphCommandMapper mapper;
    private final CommandPollInterval pace;
    private final Supplier<Answer<GraphCommand>> command;
    private final Supplier<Answer<Optional<String>>> response;
    private final ConcurrencyLimit limit;
    private String lastFailure = "";
    private int failures;

    /**
     * Polls the command of a task; fails each time while the account's sign-in is locked.
     *
     * @throws IllegalArgumentException if a parameter is missing
     * @throws java.time.DateTimeException if one is no length of time
     */
    public static TaskPoll of(PollTask task, GraphClients clients) {
        return switch (clients) {
            case GraphClients.Usable(var client, _, var limit) -> of(task, client, limit);
            case GraphClients.Locked(var detail) ->
                    _ -> new PollResult.Failed("SEAL_KEY", detail, Optional.of(WHILE_LOCKED));
        };
    }

    private static CommandPoll of(
            PollTask task, GraphCommandClient client, ConcurrencyLimit limit) {
        var parameters = new TaskParameters(task);
        var device = parameters.needed("deviceId");
        var command = parameters.needed("commandId");
        return new CommandPoll(
                task.getId(),
                device + "/" + command,
                new GraphCommandMapper(task.getAccount(), device, command),
                CommandPollInterval.of(task),
                () -> client.fetch(device, command),
                () -> client.responsePayload(device, command),
                limit);
    }

    /**
     * Polls one command.
     *
     * @param task id of the task
     * @param place device and command, for people
     * @param command asks for the command
     * @param response asks for the app's response
     * @param limit shared with other commands of the account
     */
    CommandPoll(
            String task,
            String place,
            GraphCommandMapper mapper,
            CommandPollInterval pace,
            Supplier<Answer<GraphCommand>> command,
            Supplier<Answer<Optional<String>>> response,
            ConcurrencyLimit limit) {
        this.task = task;
        this.place = place;
        this.mapper = mapper;
        this.pace = pace;
        this.command = command;
        this.response = response;
        this.limit = limit;
    }

    @Override
    public ConcurrencyLimit limit() {
        return limit;
    }

    @Override
    public PollResult poll(PollInput input) {
        var answer = command.get();
        if (answer instanceof Answer.Refused<GraphCommand>(var status, _, _)) {
            if (status == GONE) {
                return PollResult.Answered.with(
                        ended(input, input.progress(), "GONE", "HTTP 410: the command is gone"),
                        new Next.Never());
            }
            if (isTooOld(input)) {
                return PollResult.Answered.with(
                        tooOld(input, input.progress(), "HTTP " + status), new Next.Never());
            }
        }
        if (answer instanceof Answer.Unreadable<GraphCommand>(var body, var reason)) {
            if (input.skips(new UnreadPage(place, body))) {
                return PollResult.Answered.with(
                        ended(input, input.progress(), UNREADABLE, "passed over: " + reason),
                        new Next.Never());
            }
            if (isTooOld(input)) {
                return PollResult.Answered.with(
                        tooOld(input, input.progress(), "unreadable"), new Next.Never());
            }
        }
        return PollResult.of(answer, place, read -> arrived(input, read));
    }

    private PollResult arrived(PollInput input, GraphCommand read) {
        if (isKnown(input.progress(), read)) {
            if (read.ended()) {
                return PollResult.Answered.with(
                        TaskProgress.newBuilder(input.progress()).setDone(true).build(),
                        new Next.Never());
            }
            return isTooOld(input)
                    ? PollResult.Answered.with(
                            tooOld(input, input.progress(), read.status()), new Next.Never())
                    : new PollResult.Unchanged(
                            new Next.After(
                                    pace.pause(input.progress().getObservedAt(), input.now())));
        }
        return read.status().equalsIgnoreCase(COMPLETED)
                ? completed(input, read)
                : changed(input, read, Optional.empty());
    }

    private static boolean isKnown(TaskProgress progress, GraphCommand read) {
        return read.status().equals(progress.getLastStatus())
                && Objects.equals(read.error().orElse(null), progress.getLastError());
    }

    /** A response that fails for good does not keep the event back for ever. */
    private PollResult completed(PollInput input, GraphCommand read) {
        var answer = response.get();
        return switch (answer) {
            case Answer.Refused<Optional<String>>(var status, var code, _)
                    when isHopeless("HTTP %d %s".formatted(status, code)) ->
                    withoutResponse(
                            input,
                            read,
                            letter(
                                    new byte[0],
                                    "REFUSED",
                                    "the response was refused: HTTP %d %s"
                                            .formatted(status, code)
                                            .strip()));
            case Answer.Unreadable<Optional<String>>(var body, var reason)
                    when isHopeless(new UnreadPage(place, body).digest()) || isTooOld(input) ->
                    withoutResponse(input, read, letter(body, UNREADABLE, reason));
            case Answer<Optional<String>> other -> {
                var result = PollResult.of(other, payload -> changed(input, read, payload));
                yield result instanceof PollResult.Failed && isTooOld(input)
                        ? changed(input, read, Optional.empty())
                        : result;
            }
        };
    }

    /** Whether the response has failed in this way often enough to give it up. */
    private boolean isHopeless(String failure) {
        failures = failure.equals(lastFailure) ? failures + 1 : 1;
        lastFailure = failure;
        return failures >= ENOUGH;
    }

    private DeadLetter letter(byte[] body, String reason, String detail) {
        return new DeadLetter(
                task, body, "poller-service", task, reason, detail, place + "/responsePayload");
    }

    private PollResult withoutResponse(PollInput input, GraphCommand read, DeadLetter letter) {
        return changed(input, read, Optional.empty(), new PollOutput.UnreadableData(letter));
    }

    private PollResult changed(
            PollInput input, GraphCommand read, Optional<String> payload, PollOutput... letters) {
        var reading = input.progress().getScan();
        var reached =
                input.reached()
                        .setScan(reading + 1)
                        .setLastStatus(read.status())
                        .setLastError(read.error().orElse(null))
                        .setDone(read.ended())
                        .setSeen(input.progress().getSeen() + 1)
                        .build();
        var gaveUp = !read.ended() && isTooOld(input);
        var outputs = new ArrayList<PollOutput>();
        outputs.add(new PollOutput.DeviceEvent(mapper.event(read, payload, reading, input.now())));
        outputs.addAll(List.of(letters));
        return PollResult.Answered.with(
                outputs,
                gaveUp ? tooOld(input, reached, read.status()) : reached,
                read.ended() || gaveUp ? new Next.Never() : new Next.After(pace.first()));
    }

    private boolean isTooOld(PollInput input) {
        return pace.isTooOld(input.progress(), input.now());
    }

    private TaskProgress tooOld(PollInput input, TaskProgress progress, String was) {
        return ended(
                input,
                progress,
                "TOO_OLD",
                "expected an end within %s, was %s".formatted(pace.maxAge(), was));
    }

    private static TaskProgress ended(
            PollInput input, TaskProgress progress, String type, String detail) {
        return TaskProgress.newBuilder(progress)
                .setDone(true)
                .setEndedFor(
                        TaskEnd.newBuilder()
                                .setAt(input.now())
                                .setType(type)
                                .setDetail(detail)
                                .build())
                .build();
    }
}

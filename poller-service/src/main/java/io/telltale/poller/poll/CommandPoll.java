package io.telltale.poller.poll;

import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.TaskEnd;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one device command until it has ended, is gone, or is too old. A reading is published when
 * its status or its error differs from the one before; the turn number, part of the event id, moves
 * on in the same transaction. For every completed command the app's response is asked for, and the
 * event that says so is written together with it; a response that fails for good five times alike
 * is left out, and a dead letter says so. Not for use by several threads at once.
 */
final class CommandPoll implements TaskPoll {

    private static final String COMPLETED = "completed";
    private static final int GONE = 410;
    private static final int ENOUGH = 5;
    private static final String UNREADABLE = "UNREADABLE";

    private final String task;
    private final String place;
    private final GraphCommandMapper mapper;
    private final CommandPollInterval pace;
    private final Supplier<Answer<GraphCommand>> command;
    private final Supplier<Answer<Optional<String>>> response;
    private String lastFailure = "";
    private int failures;

    /**
     * Polls one command.
     *
     * @param task id of the task
     * @param place device and command, for people
     * @param command asks for the command
     * @param response asks for what the app answered
     */
    CommandPoll(
            String task,
            String place,
            GraphCommandMapper mapper,
            CommandPollInterval pace,
            Supplier<Answer<GraphCommand>> command,
            Supplier<Answer<Optional<String>>> response) {
        this.task = task;
        this.place = place;
        this.mapper = mapper;
        this.pace = pace;
        this.command = command;
        this.response = response;
    }

    @Override
    public PollResult turn(PollInput state) {
        var answer = command.get();
        if (answer instanceof Answer.Refused<GraphCommand>(var status, _, _)) {
            if (status == GONE) {
                return PollResult.Answered.with(
                        ended(state, state.progress(), "GONE", "HTTP 410: the command is gone"),
                        new Next.Never());
            }
            if (isTooOld(state)) {
                return PollResult.Answered.with(
                        tooOld(state, state.progress(), "HTTP " + status), new Next.Never());
            }
        }
        if (answer instanceof Answer.Unreadable<GraphCommand>(var body, var reason)) {
            if (state.skips(new UnreadPage(place, body))) {
                return PollResult.Answered.with(
                        ended(state, state.progress(), UNREADABLE, "passed over: " + reason),
                        new Next.Never());
            }
            if (isTooOld(state)) {
                return PollResult.Answered.with(
                        tooOld(state, state.progress(), "unreadable"), new Next.Never());
            }
        }
        return PollResults.of(answer, place, read -> arrived(state, read));
    }

    private PollResult arrived(PollInput state, GraphCommand read) {
        if (isKnown(state.progress(), read)) {
            if (read.ended()) {
                return PollResult.Answered.with(
                        TaskProgress.newBuilder(state.progress()).setDone(true).build(),
                        new Next.Never());
            }
            return isTooOld(state)
                    ? PollResult.Answered.with(
                            tooOld(state, state.progress(), read.status()), new Next.Never())
                    : new PollResult.Unchanged(
                            new Next.After(
                                    pace.pause(state.progress().getObservedAt(), state.now())));
        }
        return read.status().equalsIgnoreCase(COMPLETED)
                ? completed(state, read)
                : changed(state, read, Optional.empty());
    }

    private static boolean isKnown(TaskProgress progress, GraphCommand read) {
        return read.status().equals(progress.getLastStatus())
                && Objects.equals(read.error().orElse(null), progress.getLastError());
    }

    /** A response that fails for good does not keep the event back for ever. */
    private PollResult completed(PollInput state, GraphCommand read) {
        var answer = response.get();
        return switch (answer) {
            case Answer.Refused<Optional<String>>(var status, var code, _)
                    when isHopeless("HTTP %d %s".formatted(status, code)) ->
                    withoutResponse(
                            state,
                            read,
                            letter(
                                    new byte[0],
                                    "REFUSED",
                                    "the response was refused: HTTP %d %s"
                                            .formatted(status, code)
                                            .strip()));
            case Answer.Unreadable<Optional<String>>(var body, var reason)
                    when isHopeless(new UnreadPage(place, body).digest()) || isTooOld(state) ->
                    withoutResponse(state, read, letter(body, UNREADABLE, reason));
            case Answer<Optional<String>> other -> {
                var turn = PollResults.of(other, payload -> changed(state, read, payload));
                yield turn instanceof PollResult.Failed && isTooOld(state)
                        ? changed(state, read, Optional.empty())
                        : turn;
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

    private PollResult withoutResponse(PollInput state, GraphCommand read, DeadLetter letter) {
        return changed(state, read, Optional.empty(), PollOutput.unread(List.of(letter)));
    }

    private PollResult changed(PollInput state, GraphCommand read, Optional<String> payload) {
        return changed(state, read, payload, List.of());
    }

    private PollResult changed(
            PollInput state,
            GraphCommand read,
            Optional<String> payload,
            List<PollOutput> letters) {
        var turn = state.progress().getScan();
        var reached =
                TaskProgress.newBuilder(state.progress())
                        .setScan(turn + 1)
                        .setLastStatus(read.status())
                        .setLastError(read.error().orElse(null))
                        .setDone(read.ended())
                        .setSeen(state.progress().getSeen() + 1)
                        .setObservedAt(state.now())
                        .build();
        var gaveUp = !read.ended() && isTooOld(state);
        var writes =
                new ArrayList<>(
                        PollOutput.facts(List.of(mapper.event(read, payload, turn, state.now()))));
        writes.addAll(letters);
        return PollResult.Answered.with(
                writes,
                gaveUp ? tooOld(state, reached, read.status()) : reached,
                read.ended() || gaveUp ? new Next.Never() : new Next.After(pace.first()));
    }

    private boolean isTooOld(PollInput state) {
        return pace.isTooOld(state.progress(), state.now());
    }

    private TaskProgress tooOld(PollInput state, TaskProgress progress, String was) {
        return ended(
                state,
                progress,
                "TOO_OLD",
                "expected an end within %s, was %s".formatted(pace.maxAge(), was));
    }

    private static TaskProgress ended(
            PollInput state, TaskProgress progress, String type, String detail) {
        return TaskProgress.newBuilder(progress)
                .setDone(true)
                .setEndedFor(
                        TaskEnd.newBuilder()
                                .setAt(state.now())
                                .setType(type)
                                .setDetail(detail)
                                .build())
                .build();
    }
}

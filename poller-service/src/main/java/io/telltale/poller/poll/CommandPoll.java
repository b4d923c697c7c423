package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.record.TaskProgress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one device command until it has ended. A reading is published when its status differs from
 * the one before; the turn number, part of the event id, moves on in the same transaction. For
 * every completed command the app's response is fetched once.
 */
final class CommandPoll implements Poll {

    private static final String COMPLETED = "completed";

    private final GraphCommandMapper mapper;
    private final Supplier<Answer<GraphCommand>> command;
    private final Supplier<Answer<Optional<String>>> response;

    /**
     * Polls one command.
     *
     * @param command asks for the command
     * @param response asks for what the app answered
     */
    CommandPoll(
            GraphCommandMapper mapper,
            Supplier<Answer<GraphCommand>> command,
            Supplier<Answer<Optional<String>>> response) {
        this.mapper = mapper;
        this.command = command;
        this.response = response;
    }

    @Override
    public Turn turn(TaskState state) {
        return Turns.of(command.get(), read -> arrived(state, read));
    }

    private Turn arrived(TaskState state, GraphCommand read) {
        if (read.status().equals(state.progress().getLastStatus())) {
            return new Turn.Unchanged(new Next.AfterInterval());
        }
        return read.status().equalsIgnoreCase(COMPLETED)
                ? Turns.of(response.get(), payload -> changed(state, read, payload))
                : changed(state, read, Optional.empty());
    }

    private Turn changed(TaskState state, GraphCommand read, Optional<String> payload) {
        var turn = state.progress().getScan();
        var progress =
                TaskProgress.newBuilder(state.progress())
                        .setScan(turn + 1)
                        .setLastStatus(read.status())
                        .setDone(read.ended())
                        .setSeen(state.progress().getSeen() + 1)
                        .setObservedAt(state.now())
                        .build();
        return Turn.Answered.with(
                Write.facts(List.of(mapper.event(read, payload, turn, state.now()))),
                progress,
                read.ended() ? new Next.Never() : new Next.AfterInterval());
    }
}

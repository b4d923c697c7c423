package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.graph.GraphCommand;
import io.telltale.providers.graph.GraphCommandMapper;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandPollTest {

    private final Deque<String> statuses = new ArrayDeque<>();
    private final TaskStates states = new TaskStates();
    private final CommandPoll poll =
            new CommandPoll(
                    new GraphCommandMapper("demo", "6841b3db", "0158"),
                    () -> new Answer.Got<>(command(statuses.remove())),
                    () -> new Answer.Got<>(Optional.of("{\"Type\":\"Ok\"}")));

    @Test
    void aStatusThatComesBackIsAFactOfItsOwn() {
        willSay("requesting", "retry", "requesting");

        var ids = Stream.of(turn(), turn(), turn()).map(CommandPollTest::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theSameStatusAgainIsNoFact() {
        willSay("executing", "executing");

        turn();

        assertThat(poll.turn(states.next())).isInstanceOf(Turn.Unchanged.class);
    }

    @Test
    void endsWithTheResponse_whenTheCommandIsCompleted() {
        willSay("completed");

        var last = turn();

        assertThat(last.next()).isEqualTo(new Turn.Next.Never());
        assertThat(last.progress().getDone()).isTrue();
        var event = ((Event.Status) TaskStates.events(last).getFirst()).event();
        assertThat(event.getCommand().getResponsePayload()).contains("Ok");
    }

    private void willSay(String... words) {
        statuses.addAll(List.of(words));
    }

    private Turn.Answered turn() {
        return states.committed(poll.turn(states.next()));
    }

    private static String id(Turn.Answered answered) {
        return TaskStates.events(answered).getFirst().eventId();
    }

    private static GraphCommand command(String status) {
        return new GraphCommand(
                Optional.empty(),
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.thingspace.Listener;
import io.telltale.schemas.settings.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerPollTest {

    private static final Listener OURS = listener("http://127.0.0.1:9001/callbacks", "new");

    private final List<Listener> registered = new ArrayList<>();
    private final TaskStates states = new TaskStates();
    private final ListenerPoll poll =
            new ListenerPoll(
                    OURS,
                    () -> new Answer.Got<>(List.copyOf(registered)),
                    _ -> {
                        registered.add(OURS);
                        return new Answer.Got<>("DeviceService");
                    });

    @Test
    void registersOurUrl_inTheTurnAfterACommit() {
        states.committed(poll.turn(states.next()));
        assertThat(registered).isEmpty();

        poll.turn(states.next());

        assertThat(registered).containsExactly(OURS);
    }

    @Test
    void registersNothing_whenTheCommitIsNotOurs() {
        states.committed(poll.turn(states.next()));
        states.takenOver();

        states.committed(poll.turn(states.next()));

        assertThat(registered).isEmpty();
    }

    @Test
    void leavesAlone_whatIsRegisteredAsWanted() {
        registered.add(OURS);

        assertThat(poll.turn(states.next())).isInstanceOf(Turn.Unchanged.class);
    }

    @Test
    void registersAgain_whenThePasswordIsAnOldOne() {
        registered.add(listener(OURS.url(), "old"));

        assertThat(states.committed(poll.turn(states.next())).permit()).isPresent();
    }

    private static Listener listener(String url, String password) {
        return new Listener("DeviceService", url, "demo", new Secret(password));
    }
}

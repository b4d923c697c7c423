package io.telltale.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.PollInputs;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollsByKindTest {

    private final PollsByKind polls =
            new PollsByKind(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    id -> Optional.empty(),
                    account -> List.of(),
                    (account, id) -> {},
                    Clock.systemUTC());

    @Test
    void aTaskOfAnAccountThatIsNotConfiguredFails_andNamesTheAccount() {
        var task = task(PollKind.THINGSPACE_SMS_QUEUE, Map.of());

        assertThat(polls.apply(task).poll(new PollInputs().next()))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> {
                            assertThat(failed.type()).isEqualTo("UNKNOWN_ACCOUNT");
                            assertThat(failed.detail()).contains("0000123456-00001");
                        });
    }

    @Test
    void aCommandWhoseAccountCannotOpenItsTokenFails_andNamesTheReason() {
        var locked =
                new PollsByKind(
                        Map.of(),
                        Map.of(),
                        Map.of("demo", new GraphClients.Locked("graph.demo: another key")),
                        id -> Optional.empty(),
                        account -> List.of(),
                        (account, id) -> {},
                        Clock.systemUTC());
        var task =
                PollTasks.create(
                        PollKind.GRAPH_COMMAND,
                        "demo",
                        Map.of("deviceId", "d", "commandId", "c"),
                        Duration.ofSeconds(60));

        assertThat(locked.apply(task).poll(new PollInputs().next()))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> {
                            assertThat(failed.type()).isEqualTo("SEAL_KEY");
                            assertThat(failed.detail()).contains("another key");
                        });
    }

    private static PollTask task(PollKind kind, Map<String, String> parameters) {
        return PollTasks.create(kind, "0000123456-00001", parameters, Duration.ofSeconds(30));
    }
}

package io.telltale.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.PollerSettings.GraphAccount;
import io.telltale.poller.partition.PartitionAssignment;
import io.telltale.poller.partition.PartitionPollsFactory;
import io.telltale.poller.partition.TaskOwners;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.secret.TokenCipher;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.graph.GraphCredentials;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RefreshTokenTakeOverTest {

    private static final Map<String, String> QUICK =
            Map.of("session.timeout.ms", "2000", "heartbeat.interval.ms", "500");
    private static final String CONFIGURED = "configured-token";
    private static final PollTask TASK =
            PollTasks.create(
                    PollKind.GRAPH_COMMAND,
                    "demo",
                    Map.of("deviceId", "d", "commandId", "c"),
                    Duration.ofSeconds(1));

    private final List<AutoCloseable> running = new ArrayList<>();
    private TestTopics broker;
    private RecordSerdes serdes;

    @BeforeEach
    void start() throws Exception {
        broker = TestTopics.create(1);
        running.add(broker);
        var registry = RegistryServer.registeringLookups();
        running.add(registry);
        serdes =
                new RecordSerdes(
                        SerdeSettings.read(
                                Settings.of(
                                        Map.of(
                                                "TELLTALE_REGISTRY_URL",
                                                registry.url().toString()))));
        running.add(serdes);
    }

    @AfterEach
    void stop() throws Exception {
        for (var one : running.reversed()) {
            one.close();
        }
    }

    @Test
    void anotherSignsInWithTheTokenThatWasKept_whenOneIsStopped() throws Exception {
        var graph = graph(3600);
        var first = instance("first", graph, broker.kafka());
        awaitReads(graph, "first", 1);
        first.close();

        instance("second", graph, broker.kafka());

        awaitReads(graph, "second", 1);
        assertThat(graph.story())
                .contains("first refreshes", "second refreshes")
                .noneMatch(step -> step.endsWith("is refused"));
    }

    @Test
    void nothingIsLost_whenOneEndsBetweenTheAnswerAndItsCommit() throws Exception {
        var graph = graph(3600);
        graph.beforeNextTokens(() -> broker.relay().hold());
        instance("first", graph, broker.kafkaOverRelay(QUICK));
        Await.until(() -> graph.count("first refreshes") == 1, () -> "it does not sign in");

        instance("second", graph, broker.kafka(QUICK));
        awaitReads(graph, "second", 5);
        broker.relay().release();
        awaitReads(graph, "second", 100);

        assertThat(graph.story())
                .noneMatch(step -> step.endsWith("is refused"))
                .doesNotContain("first reads");
        assertThat(graph.count("first refreshes")).isEqualTo(1);
    }

    @Test
    void oneThatIsHeldUpRefreshesNothingMore_andChangesNothingWhenItWakes() throws Exception {
        var graph = graph(1);
        var before = new AtomicLong();
        instance("first", graph, broker.kafkaOverRelay(QUICK));
        Await.until(() -> graph.count("first refreshes") >= 3, () -> "it does not sign in anew");
        instance("second", graph, broker.kafka(QUICK));
        graph.beforeNextCommand(() -> {
            broker.relay().hold();
            before.set(graph.count("first refreshes"));
        });
        Await.until(() -> graph.count("second refreshes") >= 2, () -> "the other does not sign in");
        broker.relay().release();
        awaitReads(graph, "second", graph.count("second reads") + 100);

        assertThat(graph.count("first refreshes")).isEqualTo(before.get());
        assertThat(graph.story()).noneMatch(step -> step.endsWith("is refused"));
    }

    private FakeGraph graph(int expiresIn) throws Exception {
        var graph = new FakeGraph(CONFIGURED, expiresIn);
        running.add(graph);
        return graph;
    }

    private static void awaitReads(FakeGraph graph, String name, long number) {
        Await.until(
                () -> graph.count(name + " reads") >= number,
                () -> "%s did not read %d times: %s".formatted(name, number, graph.story()));
    }

    private AutoCloseable instance(String name, FakeGraph graph, KafkaSettings kafka) {
        var clock = Clock.systemUTC();
        var account =
                new GraphAccount(
                        graph.address(),
                        graph.address(),
                        name,
                        new Secret("secret"),
                        new Secret(CONFIGURED),
                        GraphCredentials.USUAL_SCOPE,
                        TokenCipher.read(
                                Settings.of(
                                        Map.of(
                                                "TELLTALE_SEAL_KEY",
                                                Base64.getEncoder().encodeToString(new byte[32]))),
                                true),
                        60_000);
        var connections = new GraphConnections("demo", account, clock, ProxySettings.UNSET);
        PartitionPollsFactory polls =
                secrets -> {
                    var clients = (GraphClients.Usable) connections.begin(secrets);
                    return task ->
                            state -> {
                                clients.commands().fetch("d", "c");
                                return new PollResult.Unchanged(
                                        new Next.After(Duration.ofMillis(20)));
                            };
                };
        var owners = new TaskOwners(kafka, broker.layout());
        var partitions =
                new PartitionAssignment(
                        kafka,
                        broker.layout(),
                        serdes,
                        owners,
                        name,
                        List.of(TASK),
                        Duration.ofDays(1),
                        polls,
                        clock);
        AutoCloseable instance =
                () -> {
                    partitions.close();
                    owners.close();
                };
        running.add(instance);
        return instance;
    }
}

package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.RegistryServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphRequestTest {

    private static final class OnlyGraph implements PartitionPolls {

        @Override
        public TaskPoll apply(PollTask task) {
            throw new AssertionError("there is no task");
        }

        @Override
        public Optional<GraphClients> graph(String account) {
            return Optional.of(account)
                    .filter("demo"::equals)
                    .map(_ -> new GraphClients.Locked("another key"));
        }
    }

    @Test
    void runsOnAThreadOfThePartition_andEndsWithIt() throws Exception {
        var producer =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        try (var registry = RegistryServer.registeringLookups();
                var serdes =
                        new RecordSerdes(
                                SerdeSettings.read(
                                        Settings.of(
                                                Map.of(
                                                        "TELLTALE_REGISTRY_URL",
                                                        registry.url().toString()))));
                var transactions =
                        new Transactions(
                                0,
                                producer,
                                new KafkaRecords(new TopicLayout("", 1, 1, 1), serdes))) {
            var tasks =
                    new PartitionTasks(
                            transactions,
                            new OnlyGraph(),
                            new FinishedTasks(Duration.ofDays(1), Set.of()),
                            Clock.systemUTC());
            var begun = new CountDownLatch(1);

            var thread = tasks.request("demo", _ -> Thread.currentThread()).orElseThrow();
            var endless =
                    tasks.request(
                                    "demo",
                                    _ -> {
                                        begun.countDown();
                                        return endsBy(new CountDownLatch(1));
                                    })
                            .orElseThrow();
            begun.await();
            tasks.finish(Duration.ofMillis(1));

            assertThat(thread.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
            assertThat(endless.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
            assertThat(tasks.request("other", _ -> "asked")).isEmpty();
        }
    }

    private static String endsBy(CountDownLatch never) {
        try {
            never.await();
            return "not interrupted";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }
}

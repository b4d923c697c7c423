package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clients of live streams, each of another ref. */
final class LiveClients implements AutoCloseable {

    /** After the last entry was written. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<LiveClient> clients = new ArrayList<>();

    /** Opens the streams. */
    LiveClients(
            long seed, int count, List<URI> instances, List<String> refs, PlainTopicReader topic) {
        var drawn = new ArrayList<>(refs);
        Collections.shuffle(drawn, new Random(seed));
        for (var ref : drawn.subList(0, Math.min(count, drawn.size()))) {
            var client =
                    new LiveClient(
                            instances,
                            clients.size(),
                            ref,
                            () -> topic.ends(Topics.DEVICE_TIMELINE.name()));
            clients.add(client);
            threads.execute(client::follow);
        }
    }

    /** Compares with the topic, at rest; waits for what is still on its way. */
    FamilyResult result(PlainTopicReader topic) throws InterruptedException {
        var entries = topic.placed(Topics.DEVICE_TIMELINE.name());
        var begin = System.nanoTime();
        while (true) {
            var comparison = new LiveComparison(entries);
            clients.stream().map(LiveClient::received).forEach(comparison::add);
            var result = comparison.result();
            if (result.missing() == 0 || System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
                return result;
            }
            Thread.sleep(PAUSE);
        }
    }

    List<Count> counts() {
        var unopened =
                clients.stream().filter(client -> client.received().begin().isEmpty()).count();
        var connections = clients.stream().mapToLong(LiveClient::connections).sum();
        return List.of(
                Count.shown("streams", "live streams", clients.size()),
                Count.shown("streamConnections", "times that a client got one", connections),
                Count.fault("streamsUnopened", "of them never open", unopened));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

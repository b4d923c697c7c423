package io.telltale.streams.run;

import io.telltale.service.log.LogRateLimit;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the reports of other instances. */
final class PeerReports {

    /** Behind the first part of the path of routes between instances. */
    static final String ROUTE = "report";

    private static final Logger LOG = LoggerFactory.getLogger(PeerReports.class);
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final int MOST_INSTANCES = 100;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LogRateLimit<String> warnings =
            new LogRateLimit<>(Duration.ofMinutes(1), MOST_INSTANCES, System::nanoTime);
    private final PeerClient client;

    PeerReports(PeerClient client) {
        this.client = client;
    }

    /** Those of the instances at these addresses that answer within 400 ms, by address. */
    Map<String, InstanceReport> of(Set<String> addresses) throws InterruptedException {
        var asked = new HashMap<String, Future<Optional<InstanceReport>>>();
        addresses.forEach(address -> asked.put(address, threads.submit(() -> ask(address))));
        var reports = new HashMap<String, InstanceReport>();
        for (var each : asked.entrySet()) {
            try {
                each.getValue().get().ifPresent(report -> reports.put(each.getKey(), report));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return reports;
    }

    private Optional<InstanceReport> ask(String address) {
        try {
            var answer = client.get(address, ROUTE, LIMIT);
            return answer.isPresent()
                    ? Optional.of(InstanceReport.read(answer.get()))
                    : Optional.empty();
        } catch (PeerUnavailableException | IOException e) {
            if (warnings.due(address).isPresent()) {
                LOG.warn("no report of another instance: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    void close() {
        threads.shutdownNow();
    }
}

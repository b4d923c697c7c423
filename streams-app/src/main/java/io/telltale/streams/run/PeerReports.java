package io.telltale.streams.run;

import io.telltale.service.log.LogRateLimit;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

    /**
     * The answers of the others, by address.
     *
     * @param reports of those that answered
     * @param failures why the rest did not, for people
     */
    record Answers(Map<String, InstanceReport> reports, Map<String, String> failures) {

        Answers {
            reports = Map.copyOf(reports);
            failures = Map.copyOf(failures);
        }
    }

    /** Those of the instances at these addresses; each has 400 ms. */
    Answers of(Set<String> addresses) throws InterruptedException {
        var asked = new HashMap<String, Future<InstanceReport>>();
        addresses.forEach(address -> asked.put(address, threads.submit(() -> ask(address))));
        var reports = new HashMap<String, InstanceReport>();
        var failures = new HashMap<String, String>();
        for (var each : asked.entrySet()) {
            try {
                reports.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException e) {
                failures.put(each.getKey(), failure(each.getKey(), e));
            }
        }
        return new Answers(reports, failures);
    }

    private InstanceReport ask(String address) throws PeerUnavailableException {
        try {
            return InstanceReport.read(
                    client.get(address, ROUTE, LIMIT)
                            .orElseThrow(() -> new PeerUnavailableException(address, "HTTP 404")));
        } catch (IOException | RuntimeException _) { // bytes of others can be wrong in any way
            throw new PeerUnavailableException(address, "its report is not understood here");
        }
    }

    private String failure(String address, ExecutionException failure) {
        if (!(failure.getCause() instanceof PeerUnavailableException)) {
            throw new IllegalStateException(failure.getCause());
        }
        var reason = String.valueOf(failure.getCause().getMessage());
        if (warnings.due(address).isPresent()) {
            LOG.warn("no report of another instance: {}", reason);
        }
        return reason;
    }

    void close() {
        threads.shutdownNow();
    }
}

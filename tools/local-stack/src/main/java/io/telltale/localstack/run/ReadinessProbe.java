package io.telltale.localstack.run;

import io.telltale.localstack.plan.Readiness;
import io.telltale.localstack.plan.Readiness.BrokerAnswers;
import io.telltale.localstack.plan.Readiness.Finished;
import io.telltale.localstack.plan.Readiness.HttpOk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a part whether it is ready. Each question takes five seconds at most. */
final class ReadinessProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /** Whether the sign is there now. A job's end is not seen from here: never. */
    boolean isReady(Readiness readiness) {
        return switch (readiness) {
            case HttpOk(var uri) -> answers200(uri);
            case BrokerAnswers(var bootstrapServers) ->
                    accepts(bootstrapServers) && describesCluster(bootstrapServers);
            case Finished() -> false;
        };
    }

    private boolean answers200(URI uri) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Creates no admin client while the port is closed. */
    private static boolean accepts(String address) {
        var uri = URI.create("tcp://" + address);
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(uri.getHost(), uri.getPort()), (int) LIMIT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean describesCluster(String bootstrapServers) {
        var limit = (int) LIMIT.toMillis();
        var settings =
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit,
                        AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        try (var admin = Admin.create(settings)) {
            var nodes =
                    admin.describeCluster().nodes().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return !nodes.isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package io.telltale.localstack.check.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Knocks at the routes between instances, as a client does that has no secret or a wrong one. */
final class PeerDoors {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String SECRET = "Telltale-Peer-Secret";
    private static final List<String> ROUTES = List.of("/peer/report", "/peer/instance");
    private static final int UNAUTHORIZED = 401;

    private final List<URI> instances;

    /** At these instances of the streams application. */
    PeerDoors(List<URI> instances) {
        this.instances = List.copyOf(instances);
    }

    /** How many requests are answered otherwise than with 401. */
    long open() throws IOException, InterruptedException {
        var open = 0L;
        try (var http = HttpClient.newHttpClient()) {
            for (var instance : instances) {
                for (var route : ROUTES) {
                    var request =
                            HttpRequest.newBuilder(URI.create(instance + route)).timeout(LIMIT);
                    for (var each :
                            List.of(
                                    request.build(),
                                    request.copy().header(SECRET, "a guess").build())) {
                        var status = http.send(each, BodyHandlers.discarding()).statusCode();
                        open += status == UNAUTHORIZED ? 0 : 1;
                    }
                }
            }
        }
        return open;
    }
}

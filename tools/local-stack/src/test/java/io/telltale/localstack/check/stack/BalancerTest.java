package io.telltale.localstack.check.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.telltale.broker.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTest {

    private final int port = FreePorts.next();
    private HttpServer one;
    private HttpServer two;
    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        one = answering("one");
        two = answering("two");
        balancer =
                new Balancer(port, List.of(one.getAddress().getPort(), two.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        balancer.close();
        one.stop(0);
        two.stop(0);
    }

    @Test
    void sharesConnectionsAmongTheInstances() throws Exception {
        var answers = new HashSet<String>();
        for (int asked = 0; asked < 4; asked++) {
            answers.add(ask());
        }

        assertThat(answers).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void asksTheOther_whenOneInstanceIsGone() throws Exception {
        one.stop(0);

        for (int asked = 0; asked < 4; asked++) {
            assertThat(ask()).isEqualTo("two");
        }
    }

    private String ask() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static HttpServer answering(String text) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, text.length());
                    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        return server;
    }
}

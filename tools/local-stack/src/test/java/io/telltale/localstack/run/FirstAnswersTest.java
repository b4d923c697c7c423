package io.telltale.localstack.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FirstAnswersTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final StringWriter output = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/late",
                exchange -> {
                    exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 404 : 200, -1);
                    exchange.close();
                });
        server.createContext(
                "/never",
                exchange -> {
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void returnsOnceEachWasAnswered_andAsksNoneTwiceAfterThat() {
        assertThat(answers(Duration.ofMinutes(1)).await(List.of("/late"), () -> false)).isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void printsWhichWereNotAnswered_andWithWhat_whenTheTimeIsOver() {
        assertThat(answers(Duration.ofSeconds(1)).await(List.of("/late", "/never"), () -> false))
                .containsExactly("/never (404)");
    }

    @Test
    void doesNotHoldUpAStop() {
        assertThat(answers(Duration.ofMinutes(1)).await(List.of("/never"), () -> true))
                .containsExactly("/never (404)");
    }

    @Test
    void printsThatThereIsNoAnswer() {
        server.stop(0);

        assertThat(answers(Duration.ofMinutes(1)).await(List.of("/late"), () -> true))
                .containsExactly("/late (no answer)");
    }

    private FirstAnswers answers(Duration limit) {
        return new FirstAnswers(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                limit,
                new Progress(new PrintWriter(output, true)));
    }
}

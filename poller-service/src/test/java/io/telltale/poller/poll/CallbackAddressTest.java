package io.telltale.poller.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.telltale.broker.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallbackAddressTest {

    private Instant now = Instant.parse("2026-11-20T23:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(ints = {204, 401, 405, 503})
    void isOpen_onceItAnswersWithAnyStatus(int status) throws Exception {
        var port = FreePorts.next();
        var address = address(port);
        assertThat(address.isOpen()).isFalse();

        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        assertThat(address.isOpen()).isTrue();
        server.stop(0);

        assertThat(address.isOpen()).isTrue();
    }

    @Test
    void countsAsOpen_whenItDidNotAnswerForFiveMinutes() {
        var address = address(FreePorts.next());
        assertThat(address.isOpen()).isFalse();
        now = now.plus(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(address.isOpen()).isFalse();

        now = now.plusSeconds(1);

        assertThat(address.isOpen()).isTrue();
    }

    @Test
    void saysWhatIsWaitedFor() {
        assertThat(address(7).waitingFor())
                .isEqualTo("an answer of the callback address http://127.0.0.1:7/callbacks");
    }

    private CallbackAddress address(int port) {
        return new CallbackAddress(
                URI.create("http://127.0.0.1:%d/callbacks".formatted(port)), clock);
    }
}

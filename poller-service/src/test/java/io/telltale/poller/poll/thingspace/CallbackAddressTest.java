package io.telltale.poller.poll.thingspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.telltale.broker.FreePorts;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.testing.ProxyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
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
    void namesTheAddressItWaitsFor() {
        assertThat(address(7).waitingFor())
                .isEqualTo("an answer of the callback address http://127.0.0.1:7/callbacks");
    }

    @Test
    void namesTheReason_andWhatToSet() {
        var address =
                new CallbackAddress(URI.create("http://us.invalid/c"), clock, ProxySettings.UNSET);

        assertThat(address.isOpen()).isFalse();

        assertThat(address.waitingFor())
                .endsWith(
                        "http://us.invalid/c: the name of us.invalid:80 is not known here; behind a proxy set TELLTALE_PROVIDER_PROXY or HTTP_PROXY");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 405})
    void isTriedThroughTheProxy_whoseAnswerCounts(int status) throws Exception {
        try (var proxy = ProxyServer.answering("%d Of the service".formatted(status))) {
            assertThat(throughProxy(proxy).isOpen()).isTrue();
            assertThat(proxy.asked().getFirst())
                    .startsWith("GET http://callbacks.test:9001/callbacks HTTP/1.1");
        }
    }

    /** A proxy answers for a host that it does not reach, too. */
    @ParameterizedTest
    @ValueSource(ints = {403, 407, 502, 503, 504})
    void isNotOpen_whenOnlyTheProxyAnswers(int status) throws Exception {
        try (var proxy = ProxyServer.answering("%d Of the proxy".formatted(status))) {
            assertThat(throughProxy(proxy).isOpen()).isFalse();
        }
    }

    private CallbackAddress throughProxy(ProxyServer proxy) {
        var settings = Settings.of(Map.of("http_proxy", "http://" + proxy.address()));
        return new CallbackAddress(
                URI.create("http://callbacks.test:9001/callbacks"),
                clock,
                ProxySettings.read(settings));
    }

    private CallbackAddress address(int port) {
        return new CallbackAddress(
                URI.create("http://127.0.0.1:%d/callbacks".formatted(port)),
                clock,
                ProxySettings.UNSET);
    }
}

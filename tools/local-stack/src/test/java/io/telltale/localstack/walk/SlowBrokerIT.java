package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.broker.FreePorts;
import io.telltale.testing.Await;
import io.telltale.testing.KafkaRelay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first start with a broker so slow that callbacks are answered 503 until the provider gives up.
 */
final class SlowBrokerIT {

    private static final String CALLBACKS = "callback-service";
    private static final String HISTORY = "/devices/msisdn:0123456789/sms";
    private static final Duration FIRST_CALLBACKS = Duration.ofMinutes(3);

    /** A history is asked for again a minute after it was asked for first. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(150);

    private static final Pattern ANSWERED_503 =
            Pattern.compile(
                    "(?m)^telltale_callback_received_total\\{[^}]*result=\"unavailable\"[^}]*} ([0-9.]+)");

    @TempDir private Path data;

    @Test
    void theFirstRequestsAreAnswered_thoughNoCallbackWasTakenAtFirst() throws Exception {
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        var listener = FreePorts.next();
        try (var slow = new KafkaRelay(listener);
                var stack = new ProcessStack(root, data);
                var http = HttpClient.newHttpClient()) {
            slow.dropProduces();
            stack.addBrokerAddress(listener, slow.port());
            stack.startWithout(CALLBACKS);
            stack.startLate(
                    CALLBACKS,
                    Map.of("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + slow.port()));
            Await.untilAsserted(
                    FIRST_CALLBACKS,
                    () -> {
                        assertThat(answered503(http, stack.callbackMetrics())).isPositive();
                        assertThat(owedCallbacks(http, stack.simulator())).isZero();
                    });
            assertThat(Answer.of(http, stack.streams(), HISTORY).status()).isNotEqualTo(200);

            slow.passProduces();

            var requests = new DocumentedExamples(root.resolve("README.md"));
            assertThat(requests.count()).isEqualTo(3);
            Await.untilAsserted(
                    ASKED_AGAIN,
                    () ->
                            assertThat(Answer.of(http, stack.streams(), HISTORY).status())
                                    .isEqualTo(200));
            requests.hold(stack, http);
        }
    }

    private static double answered503(HttpClient http, URI metrics) {
        return ANSWERED_503
                .matcher(text(http, metrics))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    private static int owedCallbacks(HttpClient http, URI simulator) {
        return Answer.of(http, simulator, "/simulator/life").json().path("callbacksOpen").asInt(-1);
    }

    private static String text(HttpClient http, URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.testing.Await;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first start on a busy machine, where the service that is called back comes last. */
final class LateCallbackServiceIT {

    private static final String CALLBACKS = "callback-service";
    private static final Duration HELD_BACK = Duration.ofSeconds(15);

    @TempDir private Path data;

    @Test
    void historiesWaitUntilSomebodyListens_andComeThenAtOnce() throws Exception {
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        try (var stack = new ProcessStack(root, data);
                var http = HttpClient.newHttpClient()) {
            stack.startWithout(CALLBACKS);
            var begin = System.nanoTime();
            Await.untilAsserted(
                    HELD_BACK.multipliedBy(4),
                    () -> {
                        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                                .isGreaterThan(HELD_BACK);
                        assertThat(waitedFor(stack, http)).startsWith("an answer of the callback");
                    });

            stack.startLate(CALLBACKS);

            Await.untilAsserted(
                    Duration.ofSeconds(50),
                    () ->
                            assertThat(
                                            Answer.of(
                                                            http,
                                                            stack.streams(),
                                                            "/devices/msisdn:0123456789/sms")
                                                    .status())
                                    .isEqualTo(200));
        }
    }

    private static String waitedFor(RunningStack stack, HttpClient http) {
        var tasks = Answer.of(http, stack.poller(), "/poll-tasks?limit=500").json().path("items");
        return StreamSupport.stream(tasks.spliterator(), false)
                .filter(task -> task.path("kind").asText().equals("THINGSPACE_SMS_HISTORY"))
                .map(task -> task.path("waitingFor").asText(""))
                .findFirst()
                .orElseThrow();
    }
}

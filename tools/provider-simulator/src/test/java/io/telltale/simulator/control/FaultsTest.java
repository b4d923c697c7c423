package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FaultsTest {

    private static final int TRIES = 60;

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void halfOfTheThrottledHaveRetryAfter() {
        simulator.faults("{\"http429\":1}");

        var headers =
                IntStream.range(0, TRIES)
                        .mapToObj(_ -> caller.queue("").header("Retry-After"))
                        .toList();

        assertThat(headers).contains("1", "");
    }

    @Test
    void permissionsAreWantingForAllButTheSignIn() {
        simulator.faults("{\"http403\":1}");

        var refused = caller.queue("");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/fault/code").asText()).isEqualTo("900910");
        assertThat(simulator.ledger()).isEmpty();
        assertThat(ThingSpaceCaller.token(simulator, "demo-key:demo-secret").status())
                .isEqualTo(200);
        assertThat(
                        simulator
                                .post("/api/external/list/push-devices", "{}")
                                .body()
                                .path("code")
                                .asInt())
                .isEqualTo(403);
    }

    @Test
    void aFailureComesBeforeTheEffectOrAfterIt() {
        simulator.quirks("{\"smsBlockSize\":1}");
        var before = 0;
        var after = 0;
        for (var round = 0; round < TRIES && (before == 0 || after == 0); round++) {
            simulator.faults("{\"http500\":1}");
            var rows = simulator.ledger().size();
            assertThat(caller.queue("").status()).isEqualTo(500);
            if (simulator.ledger().size() > rows) {
                after++;
            } else if (rows == 0) {
                before++;
            }
        }

        assertThat(before).isPositive();
        assertThat(after).isPositive();
    }

    @Test
    void aTruncatedAnswerIsCutOrBreaksOff_afterItsEffect() {
        simulator.faults("{\"truncated\":1}");
        var cut = 0;
        var broken = 0;
        for (var round = 0; round < TRIES && (cut == 0 || broken == 0); round++) {
            try {
                var answer = caller.queue("");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isNotEmpty();
                assertThat(answer.body().isMissingNode()).isTrue();
                cut++;
            } catch (UncheckedIOException _) {
                broken++;
            }
        }

        assertThat(cut).isPositive();
        assertThat(broken).isPositive();
        assertThat(simulator.ledger()).hasSize(2);
    }

    @Test
    void aSlowAnswerIsRightAndLate() {
        simulator.quirks("{\"slowDelay\":\"PT0.3S\"}");
        simulator.faults("{\"slow\":1}");
        var begin = System.nanoTime();

        var answer = caller.queue("");

        assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000L);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anExpiredSessionHasReallyEnded_inBothRefusals() {
        simulator.faults("{\"expiredSession\":1}");
        var statuses = new HashSet<Integer>();
        for (var round = 0; round < TRIES; round++) {
            var session = ThingSpaceCaller.signedIn(simulator);
            statuses.add(session.queue("").status());
            simulator.faults("{}");
            assertThat(session.queue("").body().path("errorCode").asText())
                    .isEqualTo("UnifiedWebService.REQUEST_FAILED.SessionToken.Expired");
            simulator.faults("{\"expiredSession\":1}");
        }

        assertThat(statuses).containsExactlyInAnyOrder(400, 401);
        simulator.faults("{}");
        assertThat(ThingSpaceCaller.signedIn(simulator).queue("").status()).isEqualTo(200);
    }

    @Test
    void aLoginThatFailsByFaultIsNoWrongPassword() {
        simulator.faults("{\"http500\":1}");
        for (var round = 0; round < 10; round++) {
            assertThat(ThingSpaceCaller.login(simulator, caller.bearer(), "demo-password").status())
                    .isEqualTo(500);
        }
        simulator.faults("{}");

        assertThat(ThingSpaceCaller.login(simulator, caller.bearer(), "demo-password").status())
                .isEqualTo(200);
    }

    @Test
    void drawsTheSameFaultsForTheSameSeedAndRequest(@TempDir Path other) {
        simulator.faults("{\"http429\":0.5}");
        var first = statuses(caller);
        List<Integer> second;
        try (var twin = RunningSimulator.on(other)) {
            var again = ThingSpaceCaller.signedIn(twin);
            twin.faults("{\"http429\":0.5}");
            second = statuses(again);
        }

        assertThat(second).isEqualTo(first).contains(200, 429);
    }

    @Test
    void repeatsAnAcceptedCallback() throws IOException, InterruptedException {
        simulator.quirks(
                "{\"redeliverHistory\":false,\"callbackDelay\":\"PT0S\",\"callbackPause\":\"PT0.05S\"}");
        simulator.faults("{\"repeatedCallback\":1}");
        try (var listener = new CallbackListener()) {
            caller.listen(listener.url());
            caller.history("{\"deviceId\":{\"id\":\"0123456789\",\"kind\":\"msisdn\"}}");

            assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(1);
            assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(2);
        }
    }

    @Test
    void laterCallbacksOvertakeThoseHeldBack() throws IOException, InterruptedException {
        simulator.quirks("{\"redeliverHistory\":false,\"callbackDelay\":\"PT0S\"}");
        simulator.faults("{\"reorderedCallback\":1}");
        try (var listener = new CallbackListener()) {
            caller.listen(listener.url());
            var asked =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    caller.history(
                                                    "{\"deviceId\":{\"id\":\"0123456789\",\"kind\":\"msisdn\"}}")
                                            .body()
                                            .path("requestId")
                                            .asText())
                            .toList();
            var came = new ArrayList<String>();
            for (var callback = 0; callback < 8; callback++) {
                came.add(listener.next().body().path("requestId").asText());
            }

            assertThat(came).containsExactlyInAnyOrderElementsOf(asked).isNotEqualTo(asked);
        }
    }

    @Test
    void theRequestsAreLoggedWithTheirApplicationAndFault() {
        simulator.faults("{\"http429\":1}");
        caller.queue("");

        var requests = simulator.lines("/simulator/requests");

        assertThat(requests)
                .hasSize(3)
                .allMatch(request -> request.path("application").asText().equals("demo-key"));
        assertThat(requests.get(1).path("status").asInt()).isEqualTo(200);
        assertThat(requests.getFirst().path("fault").isNull()).isTrue();
        assertThat(requests.getLast().toString())
                .contains("\"path\":\"/api/m2m/v1/sms/0000123456-00001/history\"")
                .contains("\"status\":429", "\"fault\":\"http429\"", "\"method\":\"GET\"");
    }

    private static List<Integer> statuses(ThingSpaceCaller caller) {
        return IntStream.range(0, 20).mapToObj(_ -> caller.queue("").status()).toList();
    }
}

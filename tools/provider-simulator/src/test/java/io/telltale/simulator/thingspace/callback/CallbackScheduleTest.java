package io.telltale.simulator.thingspace.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbackScheduleTest {

    private static final String HISTORY =
            "{\"deviceId\":{\"id\":\"0123456789\",\"kind\":\"msisdn\"}}";
    private static final String QUICK =
            "\"callbackDelay\":\"PT0S\",\"callbackPause\":\"PT0.05S\",\"redeliverHistory\":false";

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;
    private CallbackListener listener;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        simulator = RunningSimulator.on(data);
        caller = ThingSpaceCaller.signedIn(simulator);
        listener = new CallbackListener();
        caller.listen(listener.url());
    }

    @AfterEach
    void stop() {
        listener.release();
        simulator.close();
        listener.close();
    }

    @Test
    void aSlowAnswerBringsADuplicate_thoughItIsTakenInTheEnd() throws InterruptedException {
        simulator.quirks("{%s,\"slowAnswerAfter\":\"PT0.1S\"}".formatted(QUICK));
        listener.holdNext();
        caller.history(HISTORY);

        assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(1);
        assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(2);
        listener.release();
        assertThat(listener.nextWithin(300)).isNull();
    }

    @Test
    void aRefusalIsNotRetriedForFiveMinutes_whenTheScheduleIsTheDocumentedOne()
            throws InterruptedException {
        simulator.quirks("{%s,\"callbackRetries\":\"documented\"}".formatted(QUICK));
        listener.refuse(1);
        caller.history(HISTORY);

        listener.next();
        assertThat(listener.nextWithin(300)).isNull();
        assertThat(simulator.get("/simulator/life").body().path("callbacksOpen").asInt())
                .isEqualTo(1);
    }

    @Test
    void callbacksComeFromSeveralAddresses() throws InterruptedException {
        simulator.quirks("{%s,\"callbackSources\":[\"127.0.0.1\",\"127.0.0.2\"]}".formatted(QUICK));
        caller.history(HISTORY);
        caller.history(HISTORY);

        assertThat(List.of(listener.next().source(), listener.next().source()))
                .containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2");
    }

    @Test
    void theOldPasswordComesForAWhile_afterANewRegistration() throws InterruptedException {
        simulator.quirks(
                "{%s,\"anyCallbackPort\":true,\"stalePasswordFor\":\"PT10M\"}".formatted(QUICK));
        caller.post(
                "/api/m2m/v1/callbacks/" + RunningSimulator.ACCOUNT,
                """
                {"name":"DeviceService","url":"%s","username":"new","password":"new"}
                """
                        .formatted(listener.url()));
        var during = passwords();
        simulator.clock().move(Duration.ofMinutes(10));
        var after = passwords();

        assertThat(during).containsExactlyInAnyOrder("string", "new");
        assertThat(after).containsExactly("new");
    }

    private Set<String> passwords() throws InterruptedException {
        var passwords = new HashSet<String>();
        for (var callback = 0; callback < 4; callback++) {
            caller.history(HISTORY);
            passwords.add(listener.next().body().path("password").asText());
        }
        return passwords;
    }
}

package io.telltale.simulator.thingspace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsPushTest {

    private static final String START = "/api/m2m/v1/sms/0000123456-00001/startCallbacks";

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;
    private CallbackListener listener;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        simulator = RunningSimulator.on(data);
        simulator.quirks("{\"callbackDelay\":\"PT0S\",\"callbackPause\":\"PT0.05S\"}");
        caller = ThingSpaceCaller.signedIn(simulator);
        listener = new CallbackListener();
    }

    @AfterEach
    void stop() {
        simulator.close();
        listener.close();
    }

    @Test
    void sendsWhatIsQueuedToTheListener() throws InterruptedException {
        caller.listen("EnhancedConnectivityService", listener.url());

        var answer = caller.put(START.replace("startCallbacks", "startcallbacks"));

        assertThat(answer.text()).isEqualTo("{\"success\":true}");
        assertThat(List.of(message(), message()))
                .containsExactlyInAnyOrder("testmessage1", "testmessage2");
    }

    @Test
    void keepsInTheQueueWhatTheListenerRefuses() throws InterruptedException {
        caller.listen("EnhancedConnectivityService", listener.url());
        listener.refuse(4);

        caller.put(START);
        for (var attempt = 1; attempt <= 4; attempt++) {
            listener.next();
        }

        assertThat(caller.queue("").body().path("messages")).hasSize(2);
    }

    @Test
    void aMessageThatTheListenerAcceptedIsNotReadAgain_evenFromAnOpenBlock()
            throws InterruptedException {
        caller.listen("EnhancedConnectivityService", listener.url());
        caller.queue("");

        caller.put(START);
        listener.next();
        listener.next();

        assertThat(emptied()).isTrue();
    }

    @Test
    void refuses_whenNoListenerIsRegistered() {
        assertThat(caller.put(START).status()).isEqualTo(400);
    }

    /** The listener's answer is on its way when its callback is seen. */
    private boolean emptied() throws InterruptedException {
        for (var look = 0; look < 50; look++) {
            if (caller.queue("").body().path("messages").isEmpty()) {
                return true;
            }
            listener.nextWithin(100);
        }
        return false;
    }

    private String message() throws InterruptedException {
        return listener.next().body().path("smsMessage").asText();
    }

    @Test
    void acceptsAndKeepsTheQueue_withoutListenerWhenThatQuirkIsOn() {
        simulator.quirks("{\"startCallbacksWithoutListener\":\"ACCEPTED\"}");

        assertThat(caller.put(START).status()).isEqualTo(200);
        assertThat(caller.queue("").body().path("messages")).hasSize(2);
    }

    @Test
    void leavesRequestIdAndTimeOut_andSendsNotices_asTheQuirksSay() throws InterruptedException {
        simulator.quirks(
                """
                {"callbackDelay":"PT0S","callbackPause":"PT0.05S","anyCallbackPort":true,
                 "liveRequestIdMissing":true,"liveTimestampMissing":true,"sentNotices":1}
                """);
        caller.listen("EnhancedConnectivityService", listener.url());

        caller.put(START);

        var texts = 0;
        var notices = 0;
        for (var callback = 0; callback < 4; callback++) {
            var body = listener.next().body();
            if (body.has("smsMessage")) {
                texts++;
                assertThat(body.has("requestId") || body.has("timestamp")).isFalse();
            } else {
                notices++;
                assertThat(body.path("deviceIds")).isNotEmpty();
            }
        }
        assertThat(texts).isEqualTo(2);
        assertThat(notices).isEqualTo(2);
    }
}

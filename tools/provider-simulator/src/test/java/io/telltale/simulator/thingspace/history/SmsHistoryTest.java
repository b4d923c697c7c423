package io.telltale.simulator.thingspace.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SmsHistoryTest {

    private static final String DEVICE = "\"deviceId\":{\"id\":\"0123456789\",\"kind\":\"msisdn\"}";
    private static final String QUICK =
            "\"callbackDelay\":\"PT0.05S\",\"callbackPause\":\"PT0.05S\"";

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;
    private CallbackListener listener;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        simulator = RunningSimulator.on(data);
        simulator.quirks("{%s,\"anyCallbackPort\":true}".formatted(QUICK));
        caller = ThingSpaceCaller.signedIn(simulator);
        listener = new CallbackListener();
        caller.listen(listener.url());
    }

    @AfterEach
    void stop() {
        simulator.close();
        listener.close();
    }

    @Test
    void callsBackWithTheSeedsEventsToTheLetter() throws InterruptedException {
        var requestId = caller.history("{%s}".formatted(DEVICE)).body().path("requestId");

        var callback = listener.next();

        var expected =
                (ObjectNode) RunningSimulator.fixture("thingspace/sms-history.callback.json");
        expected.set("requestId", requestId);
        assertThat(callback.body()).isEqualTo(expected);
        assertThat(callback.headers().getFirst("User-Agent"))
                .isEqualTo("Verizon's callback service");
        assertThat(callback.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(callback.headers().getFirst("Authorization")).isNull();
    }

    @Test
    void sendsTheSameCallbackAgain_countedAsTheSecond() throws InterruptedException {
        caller.history("{%s}".formatted(DEVICE));

        var first = (ObjectNode) listener.next().body();
        var second = (ObjectNode) listener.next().body();

        assertThat(second.path("callbackCount").asInt()).isEqualTo(2);
        assertThat(without(second, "callbackCount")).isEqualTo(without(first, "callbackCount"));
    }

    @Test
    void mayLeaveItsDeviceUnnamed_orNameItOddly_butTheLedgerHasTheDeviceOfTheRequest()
            throws InterruptedException {
        simulator.quirks("{%s,\"unnamedHistory\":1,\"redeliverHistory\":false}".formatted(QUICK));
        var names = new HashSet<String>();
        for (var request = 0; request < 20; request++) {
            caller.history("{%s}".formatted(DEVICE));
            var name =
                    listener.next()
                            .body()
                            .at("/deviceResponse/smsEventHistoryResponse")
                            .path("deviceId");
            names.add(name.isMissingNode() ? "none" : name.path("id").asText());
        }

        assertThat(names)
                .contains("none")
                .doesNotContain("0123456789")
                .anyMatch(name -> name.replaceAll("[-. ]", "").equals("0123456789"))
                .anyMatch(name -> !name.equals("none") && !name.matches("[-. 0-9]{11,}"));
        assertThat(simulator.ledger())
                .hasSize(16)
                .allMatch(row -> row.at("/fact/deviceId/id").asText().equals("0123456789"));
    }

    @Test
    void retriesOnce_whenRefused_andThenGivesUp() throws InterruptedException {
        simulator.quirks(
                "{%s,\"anyCallbackPort\":true,\"redeliverHistory\":false}".formatted(QUICK));
        listener.refuse(2);
        caller.history("{%s}".formatted(DEVICE));

        assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(1);
        assertThat(listener.next().body().path("callbackCount").asInt()).isEqualTo(2);
        assertThat(listener.nextWithin(500)).isNull();
        assertThat(simulator.ledger()).allMatch(row -> row.path("acknowledgedAt").isNull());
    }

    @Test
    void theLedgerHasEachEventOnce_acknowledgedByTheListener() throws InterruptedException {
        caller.history("{%s}".formatted(DEVICE));
        listener.next();
        listener.next();

        assertThat(simulator.ledger())
                .hasSize(16)
                .allMatch(row -> row.path("acknowledgedAt").isTextual())
                .allMatch(row -> row.path("channel").asText().equals("CALLBACK"));
    }

    @Test
    void boundsAreExcluded() throws InterruptedException {
        caller.history(
                """
                {%s,"earliest":"2020-02-28T17:52:17Z","latest":"2020-03-09T14:58:08+00:00"}
                """
                        .formatted(DEVICE));

        var events = events(listener.next().body());

        assertThat(events).hasSize(1);
        assertThat(events.at("/0/timestamp").asText()).isEqualTo("2020-03-03T17:42:53+0000");
    }

    @Test
    void forgetsWhatIsBehindTheHorizon() throws InterruptedException {
        simulator.quirks("{%s,\"historyHorizon\":\"P90D\"}".formatted(QUICK));
        caller.history("{%s}".formatted(DEVICE));

        assertThat(events(listener.next().body())).isEmpty();
    }

    @Test
    void callsBackWithoutEvents_forADeviceThatHasNone() throws InterruptedException {
        caller.history("{\"deviceId\":{\"id\":\"990000560000002\",\"kind\":\"IMEI\"}}");

        var events = events(listener.next().body());

        assertThat(events.isArray()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void deliversAfterARestart_whatWasOwedBefore() throws InterruptedException {
        simulator.quirks("{\"callbackDelay\":\"PT1H\"}");
        var requestId = caller.history("{%s}".formatted(DEVICE)).body().path("requestId");

        simulator.restart();

        assertThat(listener.next().body().path("requestId")).isEqualTo(requestId);
    }

    @Test
    void refusesADeviceItDoesNotKnow() {
        var answer = caller.history("{\"deviceId\":{\"id\":\"1\",\"kind\":\"esn\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errorCode").asText())
                .isEqualTo("UnifiedWebService.REQUEST_FAILED.DeviceNotFound");
    }

    @Test
    void refuses_whenNoListenerIsRegistered() {
        caller.delete("/api/m2m/v1/callbacks/0000123456-00001/name/DeviceService");

        assertThat(caller.history("{%s}".formatted(DEVICE)).status()).isEqualTo(400);
    }

    private static JsonNode events(JsonNode callback) {
        return callback.at("/deviceResponse/smsEventHistoryResponse/smsEvents");
    }

    private static JsonNode without(ObjectNode node, String member) {
        return node.deepCopy().without(member);
    }

    @Test
    void writesCapitalsArraysAndSingleObjects_asTheQuirksSay() throws InterruptedException {
        simulator.quirks(
                "{%s,\"historyNames\":\"capitals\",\"historyAsArray\":true,\"singleEventAsObject\":true}"
                        .formatted(QUICK));
        caller.history(
                """
                {%s,"earliest":"2020-02-28T17:52:17Z","latest":"2020-03-09T14:58:08Z"}
                """
                        .formatted(DEVICE));

        var event =
                listener.next().body().at("/deviceResponse/smsEventHistoryResponse/0/SmsEvents");

        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly(
                        "TimeStamp", "SmsType", "SentTo", "Message", "encoding", "deliveryStatus");
    }

    @Test
    void theCallbackComesBeforeTheAnswer_whenThatQuirkIsOn() throws InterruptedException {
        simulator.quirks(
                "{\"redeliverHistory\":false,\"callbackDelay\":\"PT1H\",\"callbackBeforeAnswer\":1}");

        var requestId = caller.history("{%s}".formatted(DEVICE)).body().path("requestId");

        assertThat(listener.waiting()).isEqualTo(1);
        assertThat(listener.next().body().path("requestId")).isEqualTo(requestId);
    }

    @Test
    void anUnknownDeviceIsRefusedByCallback_inEitherForm_whenThatQuirkIsOn()
            throws InterruptedException {
        var unknown = "{\"deviceId\":{\"id\":\"1\",\"kind\":\"esn\"}}";
        simulator.quirks("{%s,\"unknownDevice\":\"faultCallback\"}".formatted(QUICK));
        var requestId = caller.history(unknown).body().path("requestId");
        var top = listener.next().body();
        simulator.quirks(
                "{%s,\"unknownDevice\":\"faultCallback\",\"faultForm\":\"nested\"}"
                        .formatted(QUICK));
        caller.history(unknown);
        var nested = listener.next().body();

        assertThat(top.path("requestId")).isEqualTo(requestId);
        assertThat(top.path("status").asText()).isEqualTo("Failed");
        assertThat(top.at("/faultResponse/faultcode").asText())
                .isEqualTo("DeviceService.REQUEST_FAILED.DeviceNotFound");
        assertThat(nested.at("/deviceResponse/faultResponse/faultcode").isTextual()).isTrue();
    }

    @Test
    void acceptsARequestWithoutListener_whenThatQuirkIsOn() {
        simulator.quirks("{%s,\"historyWithoutListener\":\"ACCEPTED\"}".formatted(QUICK));
        caller.delete("/api/m2m/v1/callbacks/0000123456-00001/name/DeviceService");

        assertThat(caller.history("{%s}".formatted(DEVICE)).status()).isEqualTo(200);
    }

    @Test
    void sendsAnUnaskedCallback_whenThatQuirkIsOn() throws InterruptedException {
        simulator.quirks("{%s,\"redeliverHistory\":false,\"unknownRequestId\":1}".formatted(QUICK));
        var requestId = caller.history("{%s}".formatted(DEVICE)).body().path("requestId").asText();

        var came =
                List.of(
                        listener.next().body().path("requestId").asText(),
                        listener.next().body().path("requestId").asText());

        assertThat(came).contains(requestId).doesNotHaveDuplicates();
    }
}

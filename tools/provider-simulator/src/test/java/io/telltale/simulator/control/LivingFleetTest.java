package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.CallbackListener;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivingFleetTest {

    private static final String QUEUED = "/queued/0000123456-00001";

    @TempDir private Path data;
    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start() {
        simulator = living(10_000);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    private void start(int devices) {
        simulator.close();
        simulator = living(devices);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    private RunningSimulator living(int devices) {
        var number = Integer.toString(devices);
        var living =
                RunningSimulator.on(
                        data.resolve(number), Map.of("TELLTALE_SIMULATOR_DEVICES", number));
        living.quirks("{\"callbackDelay\":\"PT0S\",\"callbackPause\":\"PT0.05S\"}");
        return living;
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void livesBesideTheExamples_withoutEnd() {
        start(200_000);
        var campaigns = campaigns();

        assertThat(campaigns).hasSize(41);
        assertThat(campaigns.getFirst().path("id").asText())
                .isEqualTo("f858b8c4-2153-11ec-8c44-aeb16d1aa652");
        assertThat(campaigns.stream().skip(1).mapToInt(each -> each.path("devices").asInt()).sum())
                .isEqualTo(200_000);
        assertThat(simulator.get("/simulator/life").body().path("endsAt").isNull()).isTrue();
        assertThat(caller.queue("").body().at("/messages/0/message").asText())
                .isEqualTo("testmessage1");
    }

    @Test
    void everyDayBringsCampaigns_andThoseBeforeYesterdayAreForgotten() {
        var first = campaigns().get(1);
        simulator.clock().move(Duration.ofDays(1));
        var second = campaigns();
        simulator.clock().move(Duration.ofDays(1));
        var third = campaigns();

        assertThat(second).hasSize(5).contains(first);
        assertThat(third).hasSize(5).doesNotContain(first);
    }

    @Test
    void devicesProgress_leaveAndJoin() {
        start(5_000);
        var id = campaigns().get(1).path("id").asText();
        var report = "/api/fota/v2/reports/0000123456-00001/campaigns/%s/devices".formatted(id);
        var before = caller.get(report).body();
        simulator.clock().move(Duration.ofHours(6));
        caller = ThingSpaceCaller.signedIn(simulator);
        var after = caller.get(report).body();

        assertThat(before.path("totalDevice").asInt()).isBetween(4_850, 4_950);
        assertThat(after.path("totalDevice").asInt()).isBetween(4_950, 5_000);
        assertThat(before.path("deviceList").findValuesAsText("status")).containsOnly("Accepted");
        assertThat(after.path("deviceList").findValuesAsText("status"))
                .contains("UpgradeSuccess", "upgradeFailure")
                .doesNotContain("Accepted");
    }

    @Test
    void aMessageGoesLiveFirst_andIsNotQueued_whenTheListenerTakesIt()
            throws IOException, InterruptedException {
        try (var listener = new CallbackListener()) {
            caller.listen("EnhancedConnectivityService", listener.url());
            simulator.clock().move(Duration.ofSeconds(5));

            assertThat(listener.next().body().path("smsMessage").isTextual()).isTrue();
            assertThat(queued()).isEqualTo(2);
        }
    }

    @Test
    void aMessageIsQueued_whenTheListenerRefusesItOrNoneIsRegistered()
            throws IOException, InterruptedException {
        simulator.clock().move(Duration.ofSeconds(5));
        awaitQueued(3);
        try (var listener = new CallbackListener()) {
            caller.listen("EnhancedConnectivityService", listener.url());
            listener.refuse(2);
            simulator.clock().move(Duration.ofSeconds(4));
            listener.next();
            listener.next();
            awaitQueued(4);
        }
        simulator.restart();
        assertThat(queued()).isEqualTo(4);
    }

    @Test
    void theDeliveryStatusOfAMessageToADeviceChangesUntilItIsFinal()
            throws IOException, InterruptedException {
        start(500);
        try (var listener = new CallbackListener()) {
            caller.listen(listener.url());
            simulator.clock().move(Duration.ofMinutes(15));
            var before = statuses(listener);
            simulator.clock().move(Duration.ofDays(6));
            caller = ThingSpaceCaller.signedIn(simulator);
            var after = statuses(listener);
            after.keySet().retainAll(before.keySet());
            var changed = new HashSet<String>();
            after.forEach((message, status) -> {
                if (!status.equals(before.get(message))) {
                    changed.add(before.get(message) + " " + status);
                }
            });

            assertThat(after).hasSizeGreaterThan(5_000);
            assertThat(changed).contains("Enroute Expired");
            assertThat(changed).allMatch(change -> change.matches("(Scheduled|Enroute) .*"));
        }
    }

    @Test
    void aHistoryHoldsWhatTheDeviceSentLive() throws IOException, InterruptedException {
        start(500);
        try (var listener = new CallbackListener()) {
            caller.listen("EnhancedConnectivityService", listener.url());
            simulator.clock().move(Duration.ofSeconds(30));
            var live = listener.next().body();
            caller.listen("DeviceService", listener.url());
            caller.history("{\"deviceId\":%s}".formatted(live.at("/deviceIds/0")));
            var history = events(listener);

            assertThat(history.findValuesAsText("message"))
                    .contains(live.path("smsMessage").asText());
        }
    }

    /** Of the messages to sixty devices, by device, time and text. */
    private Map<String, String> statuses(CallbackListener listener) throws InterruptedException {
        var statuses = new HashMap<String, String>();
        for (var device = 1; device <= 60; device++) {
            var imei = Long.toString(860_000_010_000_000L + device);
            caller.history("{\"deviceId\":{\"id\":\"%s\",\"kind\":\"imei\"}}".formatted(imei));
            for (var event : events(listener)) {
                var message = imei + event.path("timestamp") + event.path("message");
                if (event.path("smsType").asText().equals("MtSms")) {
                    statuses.put(message, event.path("deliveryStatus").asText());
                }
            }
        }
        return statuses;
    }

    private static JsonNode events(CallbackListener listener) throws InterruptedException {
        return listener.next().body().at("/deviceResponse/smsEventHistoryResponse/smsEvents");
    }

    private List<JsonNode> campaigns() {
        var campaigns = new ArrayList<JsonNode>();
        simulator
                .get("/simulator/fleet")
                .body()
                .at("/accounts/0/campaigns")
                .forEach(campaigns::add);
        return campaigns;
    }

    private int queued() {
        return simulator.get("/simulator/life").body().at(QUEUED).asInt();
    }

    private void awaitQueued(int wanted) throws InterruptedException {
        for (var look = 0; look < 200 && queued() != wanted; look++) {
            Thread.onSpinWait();
        }
        assertThat(queued()).isEqualTo(wanted);
    }
}

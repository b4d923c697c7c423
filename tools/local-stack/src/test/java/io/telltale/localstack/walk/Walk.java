package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.testing.Await;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What a user may expect of the demonstration fleet, whichever way the stack runs.
 *
 * <p>Each claim is asked again until it holds or the time is over; the last answer is what fails.
 */
final class Walk {

    static final String CAMPAIGN = "0000123456-00001:f858b8c4-2153-11ec-8c44-aeb16d1aa652";

    private static final String GRAPH = "graph:6841b3db-2b55-467b-ad84-79a41a4ef665";

    private static final List<String> JOINED =
            List.of("imei:990000560000001", "esn:09600000001", GRAPH, "xtremepush:demo:17186391");

    /** The requests whose answers must outlive a restart. */
    private static final List<String> KEPT =
            List.of(
                    "/devices/imei:990000560000001",
                    "/devices/msisdn:0123456789",
                    "/devices/msisdn:0123456789/sms",
                    "/devices/esn:09600000001/sms",
                    "/devices/xtremepush:demo:17186391/push-actions",
                    "/devices/xtremepush:demo:7039393/push-actions",
                    "/devices/xtremepush:demo:3941948/push-actions",
                    "/devices/" + GRAPH + "/tasks",
                    "/campaigns/" + CAMPAIGN);

    /** The time of the last poll; the next poll moves it. Everything else must stay as it is. */
    private static final String MOVING = "lastScanAt";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningStack stack;
    private final HttpClient http;

    Walk(RunningStack stack, HttpClient http) {
        this.stack = stack;
        this.http = http;
    }

    /** Every claim, once, after every task has asked its provider again. */
    void holds() {
        hasPolledEverything();
        JOINED.forEach(this::tellsTheJoinedDevice);
        tellsTheHistory();
        tellsTheCampaign();
        publishesTheCampaign();
        tellsPushes("xtremepush:demo:17186391", 2);
        tellsPushes("xtremepush:demo:7039393", 3);
        tellsPushes("xtremepush:demo:3941948", 1);
        tellsTheTasks();
        tellsTheQueuedSms();
        hasAcknowledgedTheQueue();
        refusesWhatItDoesNotKnow();
    }

    /** The kept answers, without the members that may move. */
    Map<String, JsonNode> answers() {
        var answers = new LinkedHashMap<String, JsonNode>();
        for (var path : KEPT) {
            var answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            answers.put(path, withoutMoving(answer.json()));
        }
        return answers;
    }

    /**
     * Each task of the pollers that run now has had a usable answer, so no count grows any more.
     */
    private void hasPolledEverything() {
        Await.untilAsserted(
                LIMIT,
                () -> {
                    var tasks = Answer.of(http, stack.poller(), "/poll-tasks").json().path("items");
                    assertThat(tasks).hasSize(6);
                    assertThat(texts(tasks, "lastSuccessAt")).doesNotContain("null");
                });
    }

    private void tellsTheJoinedDevice(String ref) {
        eventually(
                "/devices/" + ref,
                json -> {
                    assertThat(json.get("deviceKey").asText()).isEqualTo("imei:990000560000001");
                    assertThat(json.get("requestedRef").asText()).isEqualTo(ref);
                    assertThat(texts(json.get("refs"))).containsAll(JOINED);
                    assertThat(json.at("/tasks/total").asInt()).isEqualTo(2);
                    assertThat(json.at("/tasks/byOutcome/SUCCEEDED").asInt()).isEqualTo(2);
                    assertThat(json.at("/sms/total").asInt()).isEqualTo(2);
                    assertThat(json.at("/pushActions/total").asInt()).isEqualTo(2);
                });
    }

    private void tellsTheHistory() {
        eventually(
                "/devices/msisdn:0123456789",
                json -> assertThat(json.at("/sms/total").asInt()).isEqualTo(16));
        eventually(
                "/devices/msisdn:0123456789/sms",
                json -> {
                    var items = json.get("items");
                    assertThat(items).hasSize(16);
                    assertThat(texts(items, "deliveryStatus"))
                            .filteredOn("DELIVERED"::equals)
                            .hasSize(10);
                    assertThat(texts(items, "deliveryStatus"))
                            .filteredOn("SCHEDULED"::equals)
                            .hasSize(6);
                    var times = texts(items, "occurredAt");
                    assertThat(times).isEqualTo(times.stream().sorted().toList().reversed());
                });
    }

    private void tellsTheCampaign() {
        eventually(
                "/campaigns/" + CAMPAIGN,
                json -> {
                    assertThat(json.get("devices").asInt()).isEqualTo(1148);
                    assertThat(json.at("/byOutcome/SUCCEEDED").asInt()).isEqualTo(1100);
                    assertThat(json.at("/byOutcome/FAILED").asInt()).isEqualTo(48);
                    assertThat(json.get("byOutcome")).hasSize(7);
                    assertThat(reasons(json.get("byReason")))
                            .isEqualTo(
                                    Map.of(
                                            "DownloadInstallSucceeded", 1100,
                                            "RovaClientDownloadFailed", 30,
                                            "RovaClientDownloadedInstallFailed", 18));
                });
    }

    private void publishesTheCampaign() {
        try (var topic = new ProgressTopic(stack)) {
            var last = topic.awaitDevices(CAMPAIGN, 1148, LIMIT);
            assertThat(last.at("/byOutcome/SUCCEEDED").asInt()).isEqualTo(1100);
            assertThat(last.at("/byOutcome/FAILED").asInt()).isEqualTo(48);
            assertThat(last.get("byReason")).hasSize(3);
        }
    }

    private void tellsPushes(String ref, int count) {
        eventually(
                "/devices/" + ref + "/push-actions",
                json -> {
                    assertThat(json.get("items")).hasSize(count);
                    assertThat(texts(json.get("items"), "failed")).containsOnly("true");
                });
    }

    private void tellsTheTasks() {
        eventually(
                "/devices/" + GRAPH + "/tasks",
                json -> {
                    var items = json.get("items");
                    assertThat(texts(items, "kind"))
                            .containsExactlyInAnyOrder("SOFTWARE_UPGRADE", "COMMAND");
                    assertThat(texts(items, "outcome")).containsOnly("SUCCEEDED");
                    assertThat(items)
                            .anySatisfy(item ->
                                    assertThat(item.at("/command/responsePayload/Type").asText())
                                            .isEqualTo("Ok"));
                });
    }

    private void tellsTheQueuedSms() {
        eventually(
                "/devices/esn:09600000001/sms",
                json ->
                        assertThat(texts(json.get("items"), "text"))
                                .containsExactlyInAnyOrder("testmessage1", "testmessage2"));
    }

    /** The provider got the acknowledgement of its queued messages. */
    private void hasAcknowledgedTheQueue() {
        Await.untilAsserted(
                LIMIT,
                () ->
                        assertThat(Ledger.of(http, stack.simulator(), "thingspace-sms-queue"))
                                .hasSize(2)
                                .noneMatch(line -> line.path("acknowledgedAt").isNull()));
    }

    private void refusesWhatItDoesNotKnow() {
        assertProblem("/devices/imei:111111111111111", 404, "unknown-device");
        assertProblem("/devices/nonsense", 400, "malformed-ref");
        assertProblem("/campaigns/0000123456-00001:none", 404, "unknown-campaign");
    }

    private void assertProblem(String path, int status, String type) {
        var answer = get(path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:telltale:problem:" + type);
    }

    private void eventually(String path, Claim claim) {
        Await.untilAsserted(
                LIMIT,
                () -> {
                    var answer = get(path);
                    assertThat(answer.status()).as(path).isEqualTo(200);
                    claim.accept(answer.json());
                });
    }

    private Answer get(String path) {
        return Answer.of(http, stack.streams(), path);
    }

    /** What must be true of an answer. */
    private interface Claim {
        void accept(JsonNode json);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> texts(JsonNode items, String member) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(member).asText())
                .toList();
    }

    private static Map<String, Integer> reasons(JsonNode rows) {
        var counts = new LinkedHashMap<String, Integer>();
        rows.forEach(row -> counts.put(row.get("reason").asText(), row.get("devices").asInt()));
        return counts;
    }

    private static JsonNode withoutMoving(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(MOVING);
            object.forEach(Walk::withoutMoving);
        }
        if (json instanceof ArrayNode array) {
            array.forEach(Walk::withoutMoving);
        }
        return json;
    }
}

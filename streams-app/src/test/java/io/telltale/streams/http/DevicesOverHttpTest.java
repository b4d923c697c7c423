package io.telltale.streams.http;

import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

@Tag("slow")
class DevicesOverHttpTest {

    private static final String IMEI = "imei:990000560000001";
    private static final String ESN = "esn:09600000001";
    private static final String GRAPH = "graph:6841b3db-2b55-467b-ad84-79a41a4ef665";
    private static final String PUSH = "xtremepush:demo:17186391";
    private static final Instant YEARS_AGO = Instant.parse("2016-01-01T20:31:02Z");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void aDeviceAnswersToEachOfItsRefs() throws Exception {
        givenOneJoinedDevice();

        for (var ref : List.of(IMEI, ESN, GRAPH, PUSH)) {
            var device = server.json("/devices/" + ref);
            assertThat(device.at("/deviceKey").asText()).isEqualTo(IMEI);
            assertThat(device.at("/requestedRef").asText()).isEqualTo(ref);
            assertThat(device.at("/tasks/total").asInt()).isEqualTo(2);
            assertThat(device.at("/sms/total").asInt()).isEqualTo(1);
            assertThat(device.at("/pushActions/failed").asInt()).isEqualTo(2);
        }
    }

    @Test
    void everyMemberIsThere() throws Exception {
        givenOneJoinedDevice();

        var device = server.json("/devices/" + IMEI);
        assertThat(names(device))
                .containsExactly(
                        "deviceKey",
                        "requestedRef",
                        "refs",
                        "accounts",
                        "firstObservedAt",
                        "lastObservedAt",
                        "tasks",
                        "sms",
                        "pushActions");
        assertThat(names(device.at("/accounts/0")))
                .containsExactly("provider", "account", "firstObservedAt", "lastObservedAt");
        assertThat(names(device.get("sms")))
                .containsExactly(
                        "total",
                        "mobileOriginated",
                        "mobileTerminated",
                        "byDeliveryStatus",
                        "lastAt");
        assertThat(names(device.get("pushActions"))).containsExactly("total", "failed", "lastAt");
        assertThat(names(device.get("tasks"))).containsExactly("total", "byOutcome");
        assertThat(device.at("/sms/lastAt").asText()).isEqualTo("2016-01-01T20:31:02.000Z");
    }

    @Test
    void itemsHaveEveryMember_nullWhenUnknown() throws Exception {
        givenOneJoinedDevice();

        assertThat(names(server.json("/devices/" + IMEI + "/sms").at("/items/0")))
                .containsExactly(
                        "messageId",
                        "direction",
                        "sender",
                        "recipient",
                        "text",
                        "textCut",
                        "encoding",
                        "deliveryStatus",
                        "providerDeliveryStatus",
                        "provider",
                        "account",
                        "ref",
                        "channels",
                        "eventIds",
                        "occurredAt",
                        "observedAt");
        assertThat(names(server.json("/devices/" + IMEI + "/push-actions").at("/items/0")))
                .containsExactly(
                        "actionId",
                        "campaignId",
                        "campaignRef",
                        "ref",
                        "failed",
                        "errorMessage",
                        "message",
                        "messageCut",
                        "provider",
                        "account",
                        "eventId",
                        "occurredAt",
                        "observedAt");
        assertThat(names(server.json("/devices/" + IMEI + "/tasks").at("/items/0")))
                .containsExactly(
                        "kind",
                        "taskId",
                        "campaignRef",
                        "ref",
                        "outcome",
                        "providerStatus",
                        "reason",
                        "provider",
                        "account",
                        "occurredAt",
                        "observedAt",
                        "confirmedAt",
                        "transitions",
                        "command");
        assertThat(names(server.json("/devices/" + IMEI + "/identity").at("/members/0")))
                .containsExactly("ref", "since", "until", "source", "evidence");
    }

    @Test
    void aCommandCarriesItsPayloadAsJson() throws Exception {
        var detail =
                CommandDetail.newBuilder().setResponsePayload("{\"MsIgnoredParameter\":0}").build();
        graph.given(
                DeviceStatusEvent.newBuilder(Given.command(GRAPH, NOW)).setCommand(detail).build());

        var command = server.json("/devices/" + GRAPH + "/tasks").at("/items/0/command");
        assertThat(command.at("/responsePayload/MsIgnoredParameter").asInt(1)).isZero();
        assertThat(names(command))
                .containsExactly(
                        "type",
                        "appServiceName",
                        "packageFamilyName",
                        "error",
                        "postBackUri",
                        "payload",
                        "responsePayload",
                        "payloadCut");
        assertThat(command.path("payloadCut").asBoolean(true)).isFalse();
    }

    @Test
    void anUpgradeHasNoCommand() throws Exception {
        graph.given(Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));

        var task = server.json("/devices/" + IMEI + "/tasks").at("/items/0");
        assertThat(task.get("command").isNull()).isTrue();
        assertThat(task.get("campaignRef").asText()).isEqualTo(Given.CAMPAIGN_REF);
    }

    @Test
    void refsMayBePercentEncoded_andHoldAnyCharacterOfAPath() throws Exception {
        var odd = "graph:a+b&c;d@e";
        graph.given(Given.command(odd, NOW));

        var encoded = URLEncoder.encode(odd, StandardCharsets.UTF_8);
        assertThat(server.json("/devices/" + encoded).at("/deviceKey").asText()).isEqualTo(odd);
        assertThat(server.json("/devices/" + odd).at("/deviceKey").asText()).isEqualTo(odd);
    }

    @Test
    void pagesFollowEachOtherNewestFirst_withoutGapOrRepeat() throws Exception {
        for (var number = 0; number < 25; number++) {
            graph.given(
                    Given.sms(
                            ESN,
                            "text " + number,
                            Channel.POLL,
                            YEARS_AGO.plusSeconds(number),
                            NOW));
        }

        var texts = new ArrayList<String>();
        var next = "";
        do {
            var page = server.json("/devices/" + ESN + "/sms?limit=10" + next);
            page.get("items").forEach(item -> texts.add(item.get("text").asText()));
            next = "&cursor=" + page.get("nextCursor").asText();
        } while (!next.endsWith("=null"));
        assertThat(texts).hasSize(25).doesNotHaveDuplicates().startsWith("text 24", "text 23");
    }

    @Test
    void pagesOfPushActionsFollowEachOther() throws Exception {
        for (var number = 0; number < 5; number++) {
            graph.given(Given.push(PUSH, "action-" + number, YEARS_AGO.plusSeconds(number)));
        }

        var first = server.json("/devices/" + PUSH + "/push-actions?limit=3");
        var cursor = first.get("nextCursor").asText();
        var second = server.json("/devices/" + PUSH + "/push-actions?limit=3&cursor=" + cursor);
        assertThat(first.at("/items/0/actionId").asText()).isEqualTo("action-4");
        assertThat(second.at("/items/0/actionId").asText()).isEqualTo("action-1");
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void aMessageShowsTheDeliveryThatCameLast() throws Exception {
        var sms = Given.sms(ESN, "hello", Channel.HISTORY, YEARS_AGO, NOW);
        graph.given(
                Given.delivered(sms, DeliveryStatus.DELIVERED),
                Given.delivered(sms, DeliveryStatus.SCHEDULED));

        var items = server.json("/devices/" + ESN + "/sms").get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).get("deliveryStatus").asText()).isEqualTo("DELIVERED");
        var counts = server.json("/devices/" + ESN).get("sms");
        assertThat(counts.get("total").asInt()).isEqualTo(1);
        assertThat(counts.get("byDeliveryStatus").toString()).isEqualTo("{\"DELIVERED\":1}");
    }

    @Test
    void aKnownDeviceWithoutAFamilyHasAnEmptyList() throws Exception {
        graph.given(Given.command(GRAPH, NOW));

        var answer = server.get("/devices/" + GRAPH + "/sms");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void aDeviceThatOnlyLinksNameIsKnown() throws Exception {
        graph.given(Given.link(IMEI, ESN));

        assertThat(server.json("/devices/" + ESN).at("/refs")).hasSize(2);
    }

    @Test
    void answers404_whenTheDeviceIsUnknown() throws Exception {
        var answer = server.get("/devices/imei:1");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:telltale:problem:unknown-device");
    }

    @Test
    void a404HasTheAsOfByWhichTheDeviceWasDenied() throws Exception {
        server.isOnceAsOf(Given.NOW.minusSeconds(9));

        var answer = server.get("/devices/imei:1");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("telltale-as-of"))
                .hasValue("2026-11-20T23:00:00.000Z");
    }

    @Test
    void answers503_whenTheKeyIsMissingButNotAllIsRead() throws Exception {
        server.isStillReading();

        var answer = server.get("/devices/imei:1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.body()).contains("urn:telltale:problem:not-ready");
    }

    @Test
    void answers503_whileTheStoresMove() throws Exception {
        givenOneJoinedDevice();
        server.isMoving();

        assertThat(server.get("/devices/" + IMEI).statusCode()).isEqualTo(503);
    }

    @Test
    void logsWhyItAnswers503_onceForAllRequests() throws Exception {
        givenOneJoinedDevice();
        server.isMoving();
        var log = (Logger) LoggerFactory.getLogger("io.telltale.service.problem");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            for (var request = 0; request < 5; request++) {
                assertThat(server.get("/devices/" + IMEI).statusCode()).isEqualTo(503);
            }
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "answered 503: the stores are opening or moving; 0 more for this cause since the last such line");
    }

    @Test
    void answers400_whenTheRefIsMalformed() throws Exception {
        var answer = server.get("/devices/nonsense");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:telltale:problem:malformed-ref", "nonsense");
    }

    @Test
    void answers400_whenLimitOrCursorIsWrong() throws Exception {
        givenOneJoinedDevice();

        for (var limit : List.of("0", "501", "x", "1e3")) {
            var answer = server.get("/devices/" + ESN + "/sms?limit=" + limit);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("bad-parameter", "1 to 500");
        }
        var answer = server.get("/devices/" + ESN + "/sms?cursor=nonsense");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:telltale:problem:bad-cursor");
    }

    @Test
    void answers404_whenThePathIsUnknown() throws Exception {
        var answer = server.get("/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:telltale:problem:unknown-path");
    }

    @Test
    void answers304_whenTheCallerHasItAlready() throws Exception {
        givenOneJoinedDevice();
        var tag = server.get("/devices/" + IMEI).headers().firstValue("etag").orElseThrow();

        var again = server.get("/devices/" + IMEI, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);

        graph.given(Given.push(PUSH, "3", YEARS_AGO));
        var changed = server.get("/devices/" + IMEI, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void readsSayHowFarTheGraphIs() throws Exception {
        givenOneJoinedDevice();

        var headers = server.get("/devices/" + IMEI).headers();
        assertThat(headers.firstValue("Telltale-Role")).hasValue("active");
        assertThat(headers.firstValue("Telltale-Lag")).hasValue("0");
        assertThat(headers.firstValue("Telltale-As-Of")).hasValue("2026-11-20T23:00:00.000Z");
    }

    private void givenOneJoinedDevice() {
        graph.given(Given.link(IMEI, ESN), Given.link(IMEI, GRAPH), Given.link(IMEI, PUSH));
        graph.given(Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, YEARS_AGO, NOW));
        graph.given(Given.command(GRAPH, NOW));
        graph.given(Given.push(PUSH, "1", YEARS_AGO), Given.push(PUSH, "2", YEARS_AGO));
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

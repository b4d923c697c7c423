package io.telltale.streams.http;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that are walked in pieces while their devices and campaigns live on. */
@Tag("slow")
class PagesOverHttpTest {

    private static final String IMEI = "imei:990000560000001";
    private static final String OTHER = "imei:990000560000019";
    private static final String ESN = "esn:09600000001";
    private static final Instant YEARS_AGO = Instant.parse("2016-01-01T20:31:02Z");
    private static final int ROWS = 20;

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void smsAreNeitherLostNorRepeated_whileOthersArrive() throws Exception {
        IntStream.range(0, ROWS).forEach(row -> givenSms("text " + row, Channel.POLL, row / 2));

        var texts =
                walk(
                        "/devices/" + IMEI + "/sms",
                        "text",
                        3,
                        page -> {
                            givenSms("newer " + page, Channel.POLL, 1_000 + page);
                            givenSms("older " + page, Channel.POLL, -1 - page);
                        });
        assertThat(texts).doesNotHaveDuplicates().noneMatch(text -> text.startsWith("newer"));
        assertThat(texts).containsAll(names("text ", ROWS)).contains("older 0");
    }

    @Test
    void smsAreNotRepeated_whenAnotherChannelTellsThemMeanwhile() throws Exception {
        IntStream.range(0, ROWS).forEach(row -> givenSms("text " + row, Channel.POLL, row * 10));

        var texts =
                walk(
                        "/devices/" + IMEI + "/sms",
                        "text",
                        3,
                        _ ->
                                IntStream.range(0, ROWS)
                                        .forEach(row ->
                                                givenSms(
                                                        "text " + row, Channel.HISTORY, row * 10)));
        assertThat(texts).containsExactlyElementsOf(names("text ", ROWS).reversed());
    }

    @Test
    void pushActionsAreNeitherLostNorRepeated_whileOthersArrive() throws Exception {
        var ref = "xtremepush:demo:17186391";
        IntStream.range(0, ROWS).forEach(row -> givenPush(ref, "action-" + row, row / 2));

        var actions =
                walk(
                        "/devices/" + ref + "/push-actions",
                        "actionId",
                        3,
                        page -> givenPush(ref, "newer-" + page, 1_000 + page));
        assertThat(actions).containsExactlyInAnyOrderElementsOf(names("action-", ROWS));
    }

    @Test
    void timelineIsNeitherLostNorRepeated_whileTheDeviceLivesOn_andGetsAnotherKey()
            throws Exception {
        IntStream.range(0, ROWS)
                .forEach(row ->
                        graph.given(
                                Given.sms(ESN, "text " + row, Channel.POLL, after(row / 3), NOW)));
        var before = walk("/devices/" + ESN + "/timeline", "eventId", 500, _ -> {});

        var events =
                walk(
                        "/devices/" + ESN + "/timeline",
                        "eventId",
                        3,
                        page -> {
                            graph.given(Given.command(IMEI, NOW.plusSeconds(page)));
                            graph.given(Given.link(IMEI, ESN)); // its key was the ESN
                        });
        assertThat(before).hasSize(ROWS);
        assertThat(events).containsExactlyElementsOf(before);
        assertThat(server.json("/devices/" + ESN).get("deviceKey").asText()).isEqualTo(IMEI);
    }

    @Test
    void tasksFollowEachOther() throws Exception {
        for (var task = 0; task < ROWS; task++) {
            graph.given(
                    DeviceStatusEvent.newBuilder(Given.command(IMEI, NOW.plusSeconds(task / 2)))
                            .setEventId("%032d".formatted(task))
                            .setTaskKind(TaskKind.COMMAND)
                            .setTaskId("task-" + task)
                            .build());
        }

        var tasks = walk("/devices/" + IMEI + "/tasks", "taskId", 3, _ -> {});
        assertThat(tasks).containsExactlyElementsOf(names("task-", ROWS).reversed());
    }

    @Test
    void devicesAreNeitherLostNorRepeated_whileOthersAppear() throws Exception {
        IntStream.range(10, 30).forEach(device -> givenUpgrade("imei:" + device));

        var keys =
                walk(
                        "/devices",
                        "deviceKey",
                        3,
                        page -> {
                            givenUpgrade("imei:0" + page);
                            givenUpgrade("imei:9" + page);
                        });
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        assertThat(keys).containsAll(names("imei:", 10, 30)).contains("imei:90");
        assertThat(keys).doesNotContain("imei:00");
    }

    @Test
    void campaignsAreNeitherLostNorRepeated_whileOthersBegin() throws Exception {
        IntStream.range(0, ROWS).forEach(campaign -> givenCampaign("c" + campaign, campaign / 2));
        graph.secondsPass(1);

        var campaigns =
                walk(
                        "/campaigns",
                        "campaignId",
                        3,
                        page -> {
                            givenCampaign("newer" + page, 1_000 + page);
                            givenCampaign("c0", 2_000 + page); // goes on
                            graph.secondsPass(1);
                        });
        assertThat(campaigns).containsExactlyInAnyOrderElementsOf(names("c", ROWS));
        assertThat(campaigns.subList(0, 2)).containsExactlyInAnyOrder("c18", "c19");
    }

    @Test
    void devicesOfACampaignAreNeitherLostNorRepeated_whileItGoesOn() throws Exception {
        IntStream.range(10, 30).forEach(device -> givenUpgrade("imei:" + device));
        graph.secondsPass(1);

        var refs =
                walk(
                        "/campaigns/" + CAMPAIGN_REF + "/devices",
                        "ref",
                        3,
                        page -> {
                            givenUpgrade("imei:0" + page);
                            graph.given(
                                    Given.upgrade(
                                            "imei:" + (10 + page),
                                            "upgradeFailure",
                                            Outcome.FAILED,
                                            2,
                                            NOW.plusSeconds(1)));
                        });
        assertThat(refs).containsExactlyElementsOf(names("imei:", 10, 30));
    }

    @Test
    void cursorIsRefusedByEveryOtherList() throws Exception {
        for (var row = 0; row < 3; row++) {
            givenSms("text " + row, Channel.POLL, row);
            graph.given(Given.sms(OTHER, "text " + row, Channel.POLL, after(row), NOW));
            givenUpgrade("imei:" + row);
            givenCampaign("c" + row, row);
        }
        graph.secondsPass(1);
        var devices = "/devices/" + IMEI;
        var members = "/campaigns/" + CAMPAIGN_REF + "/devices";
        var lists =
                List.of(
                        "/devices?",
                        "/campaigns?",
                        members + "?",
                        members + "?outcome=SUCCEEDED&",
                        members + "?stuck=true&",
                        "/campaigns/" + Given.ACCOUNT + ":c1/devices?",
                        devices + "/sms?",
                        devices + "/sms?from=2016-01-01T00:00:00Z&",
                        devices + "/sms?to=2026-01-01T00:00:00Z&",
                        devices + "/sms?at=2016-01-01T00:00:00Z&",
                        devices + "/push-actions?",
                        devices + "/tasks?",
                        devices + "/timeline?",
                        devices + "/timeline?family=SMS&",
                        "/devices/" + OTHER + "/sms?",
                        "/devices/" + OTHER + "/timeline?");

        var asked = 0;
        for (var list : lists) {
            var cursor = server.json(list + "limit=1").get("nextCursor");
            if (cursor.isNull()) {
                continue; // too short to have one
            }
            for (var other : lists) {
                var answer = server.get(other + "limit=2&cursor=" + cursor.asText());
                assertThat(answer.statusCode())
                        .as("cursor of %s in %s", list, other)
                        .isEqualTo(list.equals(other) ? 200 : 400);
                assertThat(answer.body().contains("urn:telltale:problem:bad-cursor"))
                        .isEqualTo(!list.equals(other));
            }
            asked++;
        }
        assertThat(asked).isGreaterThanOrEqualTo(12);
    }

    @Test
    void cursorIsRefused_whenItIsTamperedWith() throws Exception {
        IntStream.range(0, 3).forEach(row -> givenSms("text " + row, Channel.POLL, row));
        var path = "/devices/" + IMEI + "/sms?limit=1&cursor=";
        var cursor = server.json("/devices/" + IMEI + "/sms?limit=1").get("nextCursor").asText();

        for (var bad : List.of("", "a", "%00", "AAAA", cursor.substring(4), cursor + cursor)) {
            var answer = server.get(path + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body()).contains("urn:telltale:problem:bad-cursor", "nextCursor");
        }
    }

    /**
     * A member of all items of a list, from its first piece to its last.
     *
     * @param between happens after each piece, with its number from 0
     */
    private List<String> walk(String path, String member, int limit, IntConsumer between)
            throws Exception {
        var found = new ArrayList<String>();
        var next = "";
        for (var page = 0; !next.endsWith("=null"); page++) {
            assertThat(page).as("pieces").isLessThan(100);
            var piece = server.json(path + "?limit=" + limit + next);
            assertThat(piece.get("items")).hasSizeLessThanOrEqualTo(limit);
            piece.get("items").forEach(item -> found.add(item.get(member).asText()));
            next = "&cursor=" + piece.get("nextCursor").asText();
            between.accept(page);
        }
        return found;
    }

    private void givenSms(String text, Channel channel, int seconds) {
        graph.given(Given.sms(IMEI, text, channel, after(seconds), NOW));
    }

    private void givenPush(String ref, String action, int seconds) {
        graph.given(Given.push(ref, action, after(seconds)));
    }

    private void givenUpgrade(String ref) {
        graph.given(Given.upgrade(ref, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
    }

    private void givenCampaign(String id, int seconds) {
        var seen = NOW.plus(Duration.ofSeconds(seconds));
        var upgrade = Given.upgrade(IMEI, id + seconds, Outcome.SUCCEEDED, 1, seen);
        graph.given(DeviceStatusEvent.newBuilder(upgrade).setTaskId(id).build());
    }

    private static Instant after(int seconds) {
        return YEARS_AGO.plusSeconds(seconds);
    }

    private static List<String> names(String prefix, int end) {
        return names(prefix, 0, end);
    }

    private static List<String> names(String prefix, int begin, int end) {
        return IntStream.range(begin, end).mapToObj(number -> prefix + number).toList();
    }
}

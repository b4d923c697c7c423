package io.telltale.streams.http;

import static io.telltale.streams.topology.Given.CAMPAIGN_REF;
import static io.telltale.streams.topology.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class HistoryOverHttpTest {

    private static final String IMEI = "imei:990000560000001";
    private static final String ESN = "esn:09600000001";
    private static final String PUSH = "xtremepush:demo:17186391";
    private static final Instant EARLY = Instant.parse("2016-01-01T20:31:02Z");
    private static final Map<String, String> MEMBER_OF =
            Map.of("STATUS", "status", "SMS", "sms", "PUSH", "pushAction", "IDENTITY", "identity");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();
    @RegisterExtension final ServerUnderTest server = new ServerUnderTest(graph);

    @Test
    void everyThingThatHappenedHasAllMembers_andIsOneOfFour() throws Exception {
        givenOneOfEach();

        var families = new ArrayList<String>();
        for (var item : items("/timeline")) {
            assertThat(item.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "eventId",
                            "family",
                            "deviceKey",
                            "ref",
                            "provider",
                            "account",
                            "channel",
                            "occurredAt",
                            "observedAt",
                            "sortedAt",
                            "status",
                            "sms",
                            "pushAction",
                            "identity");
            var family = item.get("family").asText();
            families.add(family);
            for (var member : MEMBER_OF.values()) {
                assertThat(item.get(member).isObject())
                        .as("%s of %s", member, family)
                        .isEqualTo(member.equals(MEMBER_OF.get(family)));
            }
        }
        assertThat(families).contains("STATUS", "SMS", "PUSH", "IDENTITY");
    }

    @Test
    void familiesNarrowATimeline_partedByCommasOrRepeated() throws Exception {
        givenOneOfEach();

        assertThat(families("/timeline?family=SMS")).containsOnly("SMS");
        assertThat(families("/timeline?family=SMS,PUSH")).containsOnly("SMS", "PUSH");
        assertThat(families("/timeline?family=SMS&family=STATUS")).containsOnly("SMS", "STATUS");
    }

    @Test
    void timesNarrowEveryHistory_fromInclusiveToExclusive() throws Exception {
        for (var second = 0; second < 5; second++) {
            var at = EARLY.plusSeconds(second);
            graph.given(Given.sms(IMEI, "text " + second, Channel.POLL, at, NOW));
            graph.given(Given.push(IMEI, "action-" + second, at));
        }
        var times = "from=2016-01-01T20:31:03Z&to=2016-01-01T21:31:05%2B01:00";

        for (var list : List.of("/sms?", "/push-actions?", "/timeline?family=SMS&")) {
            assertThat(items(list + times))
                    .extracting(item -> item.get("occurredAt").asText())
                    .as(list)
                    .containsExactly("2016-01-01T20:31:04.000Z", "2016-01-01T20:31:03.000Z");
        }
        assertThat(items("/tasks?" + times)).isEmpty();
    }

    @Test
    void allWrongParametersAreNamedAtOnce() throws Exception {
        givenOneOfEach();

        var problem =
                server.json(
                        "/devices/"
                                + IMEI
                                + "/sms?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
                                + "&limit=0&limit=1&color=red");
        assertThat(problem.get("type").asText()).isEqualTo("urn:telltale:problem:bad-parameter");
        assertThat(problem.get("parameters"))
                .extracting(wrong -> wrong.get("name").asText())
                .containsExactlyInAnyOrder("from", "limit", "color");
        assertThat(problem.get("detail").asText())
                .contains("no later than to, 2026-01-01T00:00:00Z", "was '2026-01-02T00:00:00Z'");
    }

    @Test
    void identityHasATag_andACampaignToo() throws Exception {
        givenOneOfEach();
        graph.secondsPass(1);

        for (var path : List.of("/devices/" + IMEI + "/identity", "/campaigns/" + CAMPAIGN_REF)) {
            var tag = server.get(path).headers().firstValue("etag").orElseThrow();
            for (var known : List.of(tag, "\"other\", " + tag, "*")) {
                var again = server.get(path, "If-None-Match", known);
                assertThat(again.statusCode()).as(known).isEqualTo(304);
                assertThat(again.headers().firstValue("etag")).hasValue(tag);
                assertThat(again.body()).isEmpty();
            }
            assertThat(server.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void allCampaignsAreListed_withoutTheirReasons() throws Exception {
        givenOneOfEach();
        graph.secondsPass(1);

        var single = server.json("/campaigns/" + CAMPAIGN_REF);
        var listed = new ArrayList<JsonNode>();
        server.json("/campaigns").get("items").forEach(listed::add);
        assertThat(listed)
                .extracting(campaign -> campaign.get("campaignRef").asText())
                .containsExactlyInAnyOrder(CAMPAIGN_REF, "demo:245624");
        assertThat(listed).noneMatch(campaign -> campaign.has("byReason"));
        assertThat(single.has("byReason")).isTrue();
    }

    @Test
    void stuckDevicesAreFound_withTheirReason() throws Exception {
        var longAgo = NOW.minus(Duration.ofDays(400));
        graph.given(
                Given.upgrade("imei:1", "Pending", Outcome.PENDING, 1, longAgo),
                Given.upgrade("imei:2", "Pending", Outcome.PENDING, 1, NOW),
                Given.upgrade("imei:3", "UpgradeSuccess", Outcome.SUCCEEDED, 1, longAgo));
        graph.given(Given.scan(1, 3));
        graph.secondsPass(1);

        var stuck = server.json("/campaigns/" + CAMPAIGN_REF + "/devices?stuck=true").get("items");
        assertThat(stuck).hasSize(1);
        assertThat(stuck.at("/0/ref").asText()).isEqualTo("imei:1");
        assertThat(Set.of("DEVICE_SILENT", "PROVIDER_SILENT", "POLL_FAILING"))
                .contains(stuck.at("/0/stuckReason").asText());
    }

    private void givenOneOfEach() {
        graph.given(Given.link(IMEI, ESN), Given.link(IMEI, PUSH));
        graph.given(Given.upgrade(IMEI, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        graph.given(Given.sms(ESN, "testmessage1", Channel.POLL, EARLY, NOW));
        graph.given(Given.push(PUSH, "1", EARLY));
    }

    private List<JsonNode> items(String list) throws Exception {
        var items = new ArrayList<JsonNode>();
        server.json("/devices/" + IMEI + list).get("items").forEach(items::add);
        return items;
    }

    private List<String> families(String list) throws Exception {
        return items(list).stream().map(item -> item.get("family").asText()).toList();
    }
}

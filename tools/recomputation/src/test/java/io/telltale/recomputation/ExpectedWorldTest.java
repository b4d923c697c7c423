package io.telltale.recomputation;

import static io.telltale.recomputation.EventRowFixtures.day;
import static io.telltale.recomputation.EventRowFixtures.link;
import static io.telltale.recomputation.EventRowFixtures.named;
import static io.telltale.recomputation.EventRowFixtures.push;
import static io.telltale.recomputation.EventRowFixtures.reading;
import static io.telltale.recomputation.EventRowFixtures.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedWorldTest {

    private static final String A = "imei:100000000000001";
    private static final String B = "imei:100000000000002";
    private static final String NUMBER = "msisdn:17020000001";

    @Test
    void campaignsCountEachDeviceOnce_byItsLatestReading_withoutTheRemoved() {
        var campaign =
                ExpectedCampaign.of(
                                List.of(
                                        status("1", 5, A, "c", "PENDING", "try count 1"),
                                        status("2", 6, B, "c", "PENDING", "try count 12"),
                                        status("3", 4, A, "c", "SUCCEEDED", null),
                                        status("4", 5, NUMBER, "c", "PENDING", null),
                                        status("5", 6, NUMBER, "c", "REMOVED", null)))
                        .get("a:c");

        assertThat(campaign).isNotNull();
        assertThat(campaign.byOutcome()).isEqualTo(Map.of("PENDING", 2L));
        assertThat(campaign.byReason())
                .isEqualTo(
                        Map.of(
                                new ExpectedCampaign.Count(
                                        "PENDING", "status PENDING", "try count #"),
                                2L));
        assertThat(campaign.members()).extracting(MemberStatus::ref).containsExactly(A, B);
    }

    @Test
    void ofPushesOfOneSecondTheOneSeenLaterCounts() {
        var campaign =
                ExpectedCampaign.of(List.of(push("1", 5, 9, A, true), push("2", 5, 6, A, false)))
                        .get("p:7");

        assertThat(campaign).isNotNull();
        assertThat(campaign.kind()).isEqualTo("PUSH");
        assertThat(campaign.byReason())
                .isEqualTo(Map.of(new ExpectedCampaign.Count("FAILED", "failed", "gone"), 1L));
    }

    @Test
    void aDeviceHasTheEventsOfItsRefsWhileTheyBelongToIt() {
        var world =
                new ExpectedWorld(
                        List.of(link(A, "graph:g")),
                        List.of(
                                named("1", 5, A, NUMBER),
                                named("2", 7, NUMBER),
                                named("3", 10, B, NUMBER),
                                named("4", 12, NUMBER),
                                named("5", 2, NUMBER)),
                        day(20));

        assertThat(world.rowsOf(A)).extracting(EventRow::eventId).containsExactly("1", "2");
        assertThat(world.rowsOf(B)).extracting(EventRow::eventId).containsExactly("3", "4");
        assertThat(world.rowsOf(NUMBER)).extracting(EventRow::eventId).containsExactly("5");
        assertThat(world.keyOf(NUMBER)).isEqualTo(B);
        assertThat(world.refsOf(A)).containsExactly(A, "graph:g");
        assertThat(world.devices().keySet()).containsExactly(A, B);
        assertThat(world.roster(B)).extracting(RosterMember::ref).containsExactly(B, NUMBER);
    }

    @Test
    void aTimelineHidesARepeatedReadingWithoutATime() {
        var world =
                new ExpectedWorld(
                        List.of(),
                        List.of(
                                reading("1", day(1), 1, A, "PENDING"),
                                reading("2", day(2), 2, A, "PENDING"),
                                reading("3", day(3), 3, A, "SUCCEEDED"),
                                reading("4", day(4), 4, A, "PENDING"),
                                reading("5", day(5), 5, A, "PENDING"),
                                status("6", 6, A, "t", "PENDING", null)),
                        day(20));

        assertThat(world.timeline(A))
                .extracting(EventRow::eventId)
                .containsExactly("6", "4", "3", "1");
    }
}

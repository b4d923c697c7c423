package io.telltale.localstack.expected;

import static io.telltale.localstack.expected.Rows.day;
import static io.telltale.localstack.expected.Rows.link;
import static io.telltale.localstack.expected.Rows.named;
import static io.telltale.localstack.expected.Rows.push;
import static io.telltale.localstack.expected.Rows.sms;
import static io.telltale.localstack.expected.Rows.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final String A = "imei:100000000000001";
    private static final String B = "imei:100000000000002";
    private static final String MDN = "mdn:7020000001";

    @Test
    void oneSmsOnThreeChannelsIsOneMessage() {
        var at = day(3);
        var groups =
                MessageGroup.of(
                        List.of(
                                sms("1", at, "POLL", "über", null, A),
                                sms("2", at, "CALLBACK", "über", null, A),
                                sms("3", at.plusSeconds(2), "HISTORY", "??ber", "Delivered", MDN)));

        assertThat(groups).hasSize(1);
        assertThat(groups.getFirst().messages()).isEqualTo(1);
        assertThat(groups.getFirst().rows()).hasSize(3);
    }

    @Test
    void twinsAreAsManyAsOneChannelTells() {
        var at = day(3);
        var groups =
                MessageGroup.of(
                        List.of(
                                sms("1", at, "POLL", "ok", null, A),
                                sms("2", at, "POLL", "ok", null, A),
                                sms("3", at, "HISTORY", "ok", "Delivered", A)));

        assertThat(groups).singleElement().extracting(MessageGroup::messages).isEqualTo(2);
    }

    @Test
    void aMessageWhoseDeliveryWentOnIsOne() {
        var groups =
                MessageGroup.of(
                        List.of(
                                sms("1", day(3), "HISTORY", "ok", "Enroute", A),
                                sms("2", day(3), "HISTORY", "ok", "Delivered", A)));

        assertThat(groups).singleElement().extracting(MessageGroup::messages).isEqualTo(1);
    }

    @Test
    void threeSecondsApartAreTwo() {
        var groups =
                MessageGroup.of(
                        List.of(
                                sms("1", day(3), "POLL", "ok", null, A),
                                sms("2", day(3).plusSeconds(3), "POLL", "ok", null, A)));

        assertThat(groups).hasSize(2);
    }

    @Test
    void aTaskIsWhereItsLatestReadingSays_whateverCameLast() {
        var tasks =
                Task.of(
                        List.of(
                                status("3", 7, A, "t", "FAILED", "why"),
                                status("1", 5, A, "t", "PENDING", null),
                                status("2", 6, A, "t", "PENDING", "other reason"),
                                status("4", 4, A, "other", "SUCCEEDED", null)));

        assertThat(tasks).extracting(task -> task.last().eventId()).containsExactly("3", "4");
        assertThat(tasks.getFirst().transitions())
                .containsExactly(
                        new Task.Transition("PENDING", "word PENDING", day(5)),
                        new Task.Transition("FAILED", "word FAILED", day(7)));
    }

    @Test
    void campaignsCountEachDeviceOnce_byItsLatestReading_withoutTheRemoved() {
        var campaign =
                Campaign.of(
                                List.of(
                                        status("1", 5, A, "c", "PENDING", "try count 1"),
                                        status("2", 6, B, "c", "PENDING", "try count 12"),
                                        status("3", 4, A, "c", "SUCCEEDED", null),
                                        status("4", 5, MDN, "c", "PENDING", null),
                                        status("5", 6, MDN, "c", "REMOVED", null)))
                        .get("a:c");

        assertThat(campaign).isNotNull();
        assertThat(campaign.byOutcome()).isEqualTo(Map.of("PENDING", 2L));
        assertThat(campaign.byReason())
                .isEqualTo(
                        Map.of(new Campaign.Count("PENDING", "word PENDING", "try count #"), 2L));
        assertThat(campaign.members()).extracting(Standing::ref).containsExactly(A, B);
    }

    @Test
    void ofPushesOfOneSecondTheOneSeenLaterCounts() {
        var campaign =
                Campaign.of(List.of(push("1", 5, 9, A, true), push("2", 5, 6, A, false)))
                        .get("p:7");

        assertThat(campaign).isNotNull();
        assertThat(campaign.kind()).isEqualTo("PUSH");
        assertThat(campaign.byReason())
                .isEqualTo(Map.of(new Campaign.Count("FAILED", "failed", "gone"), 1L));
    }

    @Test
    void aDeviceHasWhatItsRefsWereToldWhileTheyWereThisDevice() {
        var world =
                new World(
                        List.of(link(A, "graph:g")),
                        List.of(
                                named("1", 5, A, MDN),
                                named("2", 7, MDN),
                                named("3", 10, B, MDN),
                                named("4", 12, MDN),
                                named("5", 2, MDN)),
                        day(20));

        assertThat(world.rowsOf(A)).extracting(Row::eventId).containsExactly("1", "2");
        assertThat(world.rowsOf(B)).extracting(Row::eventId).containsExactly("3", "4");
        assertThat(world.rowsOf(MDN)).extracting(Row::eventId).containsExactly("5");
        assertThat(world.keyOf(MDN)).isEqualTo(B);
        assertThat(world.refsOf(A)).containsExactly(A, "graph:g");
        assertThat(world.devices().keySet()).containsExactly(A, B);
    }
}

package io.telltale.recomputation;

import static io.telltale.recomputation.EventRowFixtures.day;
import static io.telltale.recomputation.EventRowFixtures.sms;
import static io.telltale.recomputation.EventRowFixtures.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedMessageTest {

    private static final String A = "imei:100000000000001";
    private static final String NUMBER = "msisdn:17020000001";
    private static final Instant NOON = day(3);

    @Test
    void oneSmsOnThreeChannelsUnderTwoRefsIsOne() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "über", null, A),
                                sms("2", NOON, "CALLBACK", "über", null, A, NUMBER),
                                sms("3", at(2), "HISTORY", "??ber", "Delivered", NUMBER)))
                .containsExactlyInAnyOrder(Set.of("1", "2", "3"));
    }

    @Test
    void twoTextsThatFoldAlikeInOneSecondAreTwo() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "你好", null, A),
                                sms("2", NOON, "POLL", "再见", null, A),
                                sms("3", NOON, "CALLBACK", "再见", null, A)))
                .containsExactlyInAnyOrder(Set.of("1"), Set.of("2", "3"));
    }

    @Test
    void anUndecodedTextJoinsTheNearestThatLacksItsChannel() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "你好", null, A),
                                sms("2", at(30), "POLL", "再见", null, A),
                                sms("3", at(28), "HISTORY", "??", "Delivered", A),
                                sms("4", at(29), "HISTORY", "?", "Delivered", A),
                                sms("5", at(31), "HISTORY", "?", "Delivered", A)))
                .containsExactlyInAnyOrder(Set.of("2", "3"), Set.of("1", "4"), Set.of("5"));
    }

    @Test
    void aQuestionThatStandsBesideOtherSignsIsNoUndecodedText() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "é", null, A),
                                sms("2", NOON, "CALLBACK", "è?", null, A)))
                .containsExactlyInAnyOrder(Set.of("1"), Set.of("2"));
    }

    @Test
    void questionMarksAloneAreATextLikeAnyOther() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "ok?", null, A),
                                sms("2", NOON, "HISTORY", "ok?", "Delivered", A),
                                sms("3", NOON, "POLL", "ok??", null, A)))
                .containsExactlyInAnyOrder(Set.of("1", "2"), Set.of("3"));
    }

    @Test
    void twinsAreTwo_eachWithItsReports() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "ok", null, A),
                                sms("2", NOON, "POLL", "ok", null, A),
                                sms("3", NOON, "HISTORY", "ok", "Delivered", A)))
                .containsExactlyInAnyOrder(Set.of("3", "1"), Set.of("2"));
    }

    @Test
    void historyRowsThatDifferInTheDeliveryAreOne_theNthOfEachStatus() {
        assertThat(
                        messages(
                                sms("1", NOON, "HISTORY", "ok", "Enroute", A),
                                sms("2", NOON, "HISTORY", "ok", "Delivered", A),
                                sms("3", NOON, "HISTORY", "ok", "Delivered", A)))
                .containsExactlyInAnyOrder(Set.of("1", "2"), Set.of("3"));
    }

    @Test
    void aRowJoinsAMessageThatBeganAtMostTwoSecondsBefore() {
        assertThat(
                        messages(
                                sms("1", NOON, "POLL", "ok", null, A),
                                sms("2", at(2), "CALLBACK", "ok", null, A),
                                sms("3", at(3), "HISTORY", "ok", "Delivered", A)))
                .containsExactlyInAnyOrder(Set.of("1", "2"), Set.of("3"));
    }

    @Test
    void noMessageCrossesAMinute() {
        assertThat(
                        messages(
                                sms("1", at(59), "POLL", "ok", null, A),
                                sms("2", at(60), "CALLBACK", "ok", null, A)))
                .hasSize(2);
    }

    @Test
    void directionsAreApart() {
        var one = sms("1", NOON, "POLL", "ok", null, A);
        var other =
                new EventRow.Sms(
                        "2",
                        one.refs(),
                        NOON,
                        NOON,
                        "thingspace",
                        "a",
                        "HISTORY",
                        "MOBILE_TERMINATED",
                        null,
                        null,
                        "ok",
                        null,
                        null,
                        null);

        assertThat(messages(one, other)).hasSize(2);
    }

    @Test
    void aRowWithoutATimeJoinsTheNearestOfItsText_thenOfItsFoldedText_inItsQuarterHour() {
        assertThat(
                        messages(
                                sms("1", at(10), "POLL", "é", null, A),
                                sms("2", at(300), "POLL", "é", null, A),
                                sms("3", at(310), "POLL", "?", null, A),
                                untimed("4", at(290), "CALLBACK", "é", A),
                                untimed("5", at(295), "CALLBACK", "ö", A),
                                untimed("6", at(900), "CALLBACK", "é", A)))
                .containsExactlyInAnyOrder(
                        Set.of("1"), Set.of("2", "4"), Set.of("3", "5"), Set.of("6"));
    }

    @Test
    void rowsWithoutATimeOfOneChannelAreMessagesEach() {
        assertThat(
                        messages(
                                untimed("1", NOON, "CALLBACK", "ok", A),
                                untimed("2", NOON, "CALLBACK", "ok", A),
                                untimed("3", NOON, "POLL", "ok", A)))
                .containsExactlyInAnyOrder(Set.of("1", "3"), Set.of("2"));
    }

    @Test
    void aTimeFromTheFutureIsNone() {
        var ahead =
                new EventRow.Sms(
                        "1",
                        List.of(A),
                        at(3_600),
                        NOON,
                        "thingspace",
                        "a",
                        "CALLBACK",
                        "MOBILE_ORIGINATED",
                        null,
                        null,
                        "ok",
                        null,
                        null,
                        null);

        assertThat(messages(ahead, sms("2", at(40), "POLL", "ok", null, A)))
                .containsExactly(Set.of("1", "2"));
    }

    @Test
    void ofMoreThan1000RowsOfABlockTheFullestChannelOfEachTextCounts() {
        var rows = new ArrayList<EventRow.Sms>();
        for (var number = 0; number < 600; number++) {
            rows.add(sms("p" + number, at(number), "POLL", "ok", null, A));
        }
        for (var number = 0; number < 400; number++) {
            rows.add(sms("c" + number, at(number), "CALLBACK", "ok", null, A));
        }
        assertThat(ExpectedMessage.of(rows)).hasSize(600);
        rows.add(sms("c400", at(700), "CALLBACK", "ok", null, A));

        assertThat(ExpectedMessage.of(rows))
                .hasSize(600)
                .allMatch(message -> message.eventIds().size() == 1)
                .allMatch(message -> message.channels().equals(Set.of("POLL")));
    }

    @Test
    void aTerminalDeliveryHolds_ofSeveralTheOneSeenLast() {
        var message =
                ExpectedMessage.of(
                                List.of(
                                        sms("1", NOON, "HISTORY", "ok", "ENROUTE", A),
                                        sms("2", NOON, "HISTORY", "ok", "FAILED", A),
                                        sms("3", NOON, "HISTORY", "ok", "DELIVERED", A),
                                        sms("4", NOON, "POLL", "ok", null, A)))
                        .getFirst();

        assertThat(message.delivered().eventId()).isEqualTo("3");
        assertThat(message.eventIds()).hasSize(4);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static List<Set<String>> messages(EventRow.Sms... rows) {
        return ExpectedMessage.of(List.of(rows)).stream().map(ExpectedMessage::eventIds).toList();
    }
}

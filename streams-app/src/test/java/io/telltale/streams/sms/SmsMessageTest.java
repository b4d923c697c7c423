package io.telltale.streams.sms;

import static io.telltale.streams.sms.Sms.callback;
import static io.telltale.streams.sms.Sms.history;
import static io.telltale.streams.sms.Sms.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsMessageTest {

    @ParameterizedTest
    @CsvSource({"你好, 再见", "مرحبا, وداعا", "👍, 👎", "你好吗?, 再见!?"})
    void twoTextsOutsideAsciiInOneSecondAreTwoMessages(String one, String other) {
        assertThat(messages(callback("a", one, 1), poll("b", other, 1)))
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"你好, 再见", "👍, 👎"})
    void twoTextsOutsideAsciiAreTwoMessages_whenOneHasNoTime(String one, String other) {
        assertThat(messages(poll("a", one, 1), untimed("b", Channel.CALLBACK, other, 2)))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void oneSmsOnThreeChannelsIsOneMessage() {
        assertThat(messages(history("h", "hi", 0), poll("p", "hi", 1), callback("c", "hi", 2)))
                .containsExactly("c+h+p");
    }

    @Test
    void oneSmsOnThreeChannelsIsOneMessage_whenHistoryShowsQuestionMarks() {
        assertThat(messages(history("h", "????", 0), poll("p", "你好", 1), callback("c", "你好", 1)))
                .containsExactly("c+h+p");
    }

    @Test
    void oneSmsUnderSeveralRefsOfTheDeviceIsOneMessage() {
        var live = Sms.of("c", Channel.CALLBACK, "hi").at(1).under("imei:1").event();
        var history = Sms.of("h", Channel.HISTORY, "hi").at(1).under("msisdn:2").event();

        assertThat(messages(live, history)).containsExactly("c+h");
    }

    @Test
    void aRowWithQuestionMarksJoinsTheNearestMessageThatLacksItsChannel() {
        assertThat(
                        messages(
                                poll("p1", "你好", 10),
                                poll("p2", "再见", 20),
                                history("h1", "??", 11),
                                history("h2", "??", 12)))
                .containsExactlyInAnyOrder("h1+p1", "h2+p2");
    }

    @Test
    void rowsWithQuestionMarksAreMessagesOfTheirOwn_whenNoMessageLacksTheirChannel() {
        assertThat(
                        messages(
                                history("h1", "你好", 10),
                                history("h2", "??", 10),
                                history("h3", "??", 30),
                                poll("p3", "??", 31),
                                poll("p1", "??", 10)))
                .containsExactlyInAnyOrder("h1+p1", "h2", "h3+p3");
    }

    @Test
    void questionMarksAreATextLikeAnyOther_whenNoTextHoldsOtherCharacters() {
        assertThat(messages(history("h", "why?", 0), poll("p", "why?", 1), poll("q", "why??", 1)))
                .containsExactlyInAnyOrder("h+p", "q");
    }

    @Test
    void equalSmsOfOneChannelAreTwins() {
        assertThat(
                        messages(
                                history("h1", "hi", 1),
                                history("h2", "hi", 1),
                                poll("p1", "hi", 1),
                                poll("p2", "hi", 2),
                                callback("c1", "hi", 1)))
                .containsExactlyInAnyOrder("c1+h1+p1", "h2+p2");
    }

    @Test
    void rowsMoreThanTwoSecondsApartAreTwoMessages() {
        assertThat(messages(history("h", "hi", 1), poll("p", "hi", 3.999))).containsExactly("h+p");
        assertThat(messages(history("h", "hi", 1), poll("p", "hi", 4)))
                .containsExactlyInAnyOrder("h", "p");
    }

    @Test
    void theTwoSecondsCountFromTheBeginOfTheMessage() {
        assertThat(messages(history("h", "hi", 1), poll("p", "hi", 3), callback("c", "hi", 5)))
                .containsExactlyInAnyOrder("h+p", "c");
    }

    @Test
    void noMessageLeavesItsMinute() {
        assertThat(messages(history("h", "hi", 59), poll("p", "hi", 60)))
                .containsExactlyInAnyOrder("h", "p");
    }

    @Test
    void directionsAndTextsAreApart() {
        var other =
                Sms.of("o", Channel.POLL, "hi").at(1).going(SmsDirection.MOBILE_ORIGINATED).event();

        assertThat(messages(history("h", "hi", 1), other, poll("p", "hello", 1)))
                .containsExactlyInAnyOrder("h", "o", "p");
    }

    @Test
    void deliveryStatusesOfOneHistoryMessageAreOneMessage() {
        var message =
                SmsMessage.of(
                        List.of(
                                delivery("h1", DeliveryStatus.SCHEDULED),
                                delivery("h2", DeliveryStatus.DELIVERED),
                                delivery("h3", DeliveryStatus.ENROUTE),
                                poll("p", "hi", 1)));

        assertThat(message).hasSize(1);
        assertThat(message.getFirst().deliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void twinsOfOneHistoryTimeKeepTheirDeliveryStatusesApart() {
        assertThat(
                        messages(
                                delivery("h1", DeliveryStatus.SCHEDULED),
                                delivery("h2", DeliveryStatus.SCHEDULED),
                                delivery("h3", DeliveryStatus.DELIVERED)))
                .containsExactlyInAnyOrder("h1+h3", "h2");
    }

    @Test
    void amongTerminalStatusesTheLaterObservationCounts() {
        var failed = Sms.of("h1", Channel.HISTORY, "hi").at(1).with(DeliveryStatus.FAILED);
        var delivered = Sms.of("h2", Channel.HISTORY, "hi").at(1).with(DeliveryStatus.DELIVERED);

        var messages =
                SmsMessage.of(List.of(failed.seenAt(300).event(), delivered.seenAt(200).event()));

        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().deliveryStatus()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(messages.getFirst().observedAt()).isEqualTo(Sms.time(200));
    }

    @Test
    void aRowWithoutTimeJoinsItsExactTextFirst() {
        assertThat(
                        messages(
                                poll("p1", "你好", 100),
                                history("h1", "??", 400),
                                untimed("c", Channel.CALLBACK, "你好", 390)))
                .containsExactlyInAnyOrder("c+p1", "h1");
    }

    @Test
    void aRowWithoutTimeJoinsTheNearestMessageOfItsFoldedText() {
        assertThat(
                        messages(
                                history("h1", "??", 100),
                                history("h2", "??", 400),
                                untimed("c", Channel.CALLBACK, "你好", 390)))
                .containsExactlyInAnyOrder("h1", "c+h2");
    }

    @Test
    void rowsWithoutTimeOfOneChannelAreMessagesOfTheirOwn() {
        assertThat(
                        messages(
                                untimed("c1", Channel.CALLBACK, "hi", 1),
                                untimed("c2", Channel.CALLBACK, "hi", 2),
                                history("h", "hi", 3)))
                .containsExactlyInAnyOrder("c1+h", "c2");
    }

    @Test
    void aRowWithoutTimeNeverLeavesItsQuarterHour() {
        assertThat(messages(history("h", "hi", 899), untimed("c", Channel.CALLBACK, "hi", 900)))
                .containsExactlyInAnyOrder("h", "c");
    }

    @Test
    void aTimeFromTheFutureIsNoTime() {
        var future = Sms.of("c", Channel.CALLBACK, "hi").at(8_000).seenAt(700).event();

        assertThat(messages(history("h", "hi", 20), future)).containsExactly("c+h");
    }

    @Test
    void aBlockOfMoreThan1000RowsShowsTheFullestChannelOfEachText() {
        var rows = new ArrayList<SmsEvent>();
        IntStream.range(0, 700).forEach(n -> rows.add(poll("p%04d".formatted(n), "hi?", n % 900)));
        IntStream.range(0, 301)
                .forEach(n -> rows.add(history("h%04d".formatted(n), "hi?", n % 900)));
        assertThat(SmsMessage.of(rows)).hasSize(700);

        rows.removeLast();
        assertThat(SmsMessage.of(rows)).hasSizeLessThan(1_000).hasSizeGreaterThanOrEqualTo(700);

        rows.add(callback("c1", "hi你", 1));
        rows.add(callback("c2", "hi好", 1));
        assertThat(SmsMessage.of(rows)).hasSize(702);
    }

    @Test
    void a100000EqualRowsTakeBoundedTime() {
        var rows =
                IntStream.range(0, 100_000)
                        .mapToObj(n -> poll("p%06d".formatted(n), "hi", (n % 30) / 10.0))
                        .toList();

        assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(SmsMessage.of(rows)).hasSize(100_000));
    }

    @Test
    void historySpeaksForTheMessage_andTheTextIsTheOneWithCharacters() {
        var message =
                SmsMessage.of(List.of(callback("c", "你好", 1), history("h", "??", 0))).getFirst();

        assertThat(message.first().getEventId()).isEqualTo("h");
        assertThat(message.textRow().getText()).isEqualTo("你好");
        assertThat(message.orderAt()).isEqualTo(Sms.time(0));
        assertThat(message.smallestEventId()).isEqualTo("c");
    }

    @Test
    void theWindowIsTheMinute_orTheQuarterHourWithoutProviderTime() {
        var timed = SmsMessage.of(List.of(history("h", "hi", 119))).getFirst();
        var untimed = SmsMessage.of(List.of(untimed("c", Channel.CALLBACK, "hi", 119))).getFirst();

        assertThat(timed.windowBegin()).isEqualTo(Instant.parse("2026-03-01T10:01:00Z"));
        assertThat(untimed.windowBegin()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void aRepeatedRowCountsOnce() {
        assertThat(messages(history("h", "hi", 1), history("h", "hi", 1))).containsExactly("h");
    }

    private static SmsEvent delivery(String id, DeliveryStatus status) {
        return Sms.of(id, Channel.HISTORY, "hi").at(1).with(status).event();
    }

    private static SmsEvent untimed(String id, Channel channel, String text, double second) {
        return Sms.of(id, channel, text).seenAt(second).event();
    }

    /** Each message as its sorted event ids. */
    private static List<String> messages(SmsEvent... rows) {
        return SmsMessage.of(List.of(rows)).stream()
                .map(message ->
                        String.join(
                                "+",
                                message.rows().stream()
                                        .map(SmsEvent::getEventId)
                                        .sorted()
                                        .toList()))
                .toList();
    }
}

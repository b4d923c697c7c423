package io.telltale.localstack.check.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.streams.DrawnEvents.Drawn;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The drawn events hold every hard case. */
class DrawnEventsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-30T00:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(4);

    private final List<Drawn> drawn = drawn(1);
    private final List<SmsEvent> messages =
            drawn.stream()
                    .map(Drawn::event)
                    .filter(Event.Sms.class::isInstance)
                    .map(event -> ((Event.Sms) event).event())
                    .toList();

    @Test
    void isTheSameForTheSameSeed_inOrderOfPublication() {
        assertThat(drawn).isEqualTo(drawn(1)).isNotEqualTo(drawn(2)).hasSizeGreaterThan(4_000);
        assertThat(drawn).extracting(Drawn::at).isSorted();
        assertThat(drawn).allMatch(each -> !each.at().isBefore(each.event().observedAt()));
    }

    @Test
    void refsAreInTheKeptSpellingAndInKindOrder() {
        assertThat(drawn)
                .allMatch(each ->
                        each.event()
                                .devices()
                                .equals(
                                        DeviceRef.sorted(
                                                        each.event().devices().stream()
                                                                .map(DeviceRef::parse)
                                                                .toList())
                                                .stream()
                                                .map(DeviceRef::toString)
                                                .toList()));
    }

    @Test
    void twoTextsBeyondAsciiInOneSecondOfOneDevice_andEqualTextsInARow() {
        var inOneSecond =
                messages.stream()
                        .filter(event -> event.getOccurredAt() != null)
                        .filter(event -> event.getText().matches("[^\\x20-\\x7e]+"))
                        .collect(
                                Collectors.groupingBy(
                                        event ->
                                                event.getDevices().getFirst()
                                                        + event.getOccurredAt().getEpochSecond(),
                                        Collectors.mapping(SmsEvent::getText, Collectors.toSet())));
        var twins =
                messages.stream()
                        .filter(event -> event.getOccurredAt() != null)
                        .collect(
                                Collectors.groupingBy(
                                        event ->
                                                event.getDevices()
                                                        + event.getText()
                                                        + event.getChannel()
                                                        + event.getOccurredAt().getEpochSecond(),
                                        Collectors.mapping(
                                                SmsEvent::getEventId, Collectors.toSet())));

        assertThat(inOneSecond.values()).anyMatch(texts -> texts.size() > 1);
        assertThat(twins.values()).anyMatch(ids -> ids.size() > 1);
    }

    @Test
    void rowsWithoutATime_fromTheFuture_andRepeatedOnes() {
        assertThat(messages).anyMatch(event -> event.getOccurredAt() == null);
        assertThat(messages)
                .anyMatch(event ->
                        event.getOccurredAt() != null
                                && event.getOccurredAt()
                                        .isAfter(event.getObservedAt().plusSeconds(601)));
        assertThat(messages.stream().map(SmsEvent::getEventId).distinct().count())
                .isLessThan(messages.size() - 100);
    }

    @Test
    void liveRowsUnderTheImei_historyUnderTheNumber_andCarriersWithoutADevice() {
        assertThat(messages)
                .anyMatch(event ->
                        event.getChannel() == Channel.CALLBACK
                                && event.getDevices().getFirst().startsWith("imei:"));
        assertThat(messages)
                .anyMatch(event ->
                        event.getChannel() == Channel.HISTORY
                                && event.getDevices().getFirst().startsWith("msisdn:"));
        assertThat(messages)
                .anyMatch(event ->
                        event.getDevices().size() > 1
                                && event.getDevices().getFirst().startsWith("iccid:"));
    }

    private static List<Drawn> drawn(long seed) {
        return new DrawnEvents(seed, List.of("imei:100000000000001"), BEGIN, LIFE).events();
    }
}

package io.telltale.providers.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsDirection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueuedSmsMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant THEN = Instant.parse("2016-01-01T20:29:49Z");

    private final QueuedSmsMapper mapper = new QueuedSmsMapper("0000123456-00001");

    @Test
    void mapsARow_withItsRefsInKindOrder() {
        var row = sms("testmessage2", "esn:09600000001", "imei:990000560000001");

        var event = mapper.events(List.of(row), List.of(), NOW).getFirst().event();

        assertThat(event.getDevices()).containsExactly("imei:990000560000001", "esn:09600000001");
        assertThat(event.getOccurredAt()).isEqualTo(THEN);
        assertThat(event.getObservedAt()).isEqualTo(NOW);
        assertThat(event.getChannel()).isEqualTo(Channel.POLL);
        assertThat(event.getDirection()).isEqualTo(SmsDirection.MOBILE_ORIGINATED);
        assertThat(event.getText()).isEqualTo("testmessage2");
        assertThat(event.getTextCut()).isFalse();
        assertThat(event.getSender()).isNull();
        assertThat(event.getRecipient()).isNull();
        assertThat(event.getDeliveryStatus()).isNull();
        assertThat(event.getRequestId()).isNull();
    }

    @Test
    void givesTheGoldenId() {
        assertThat(ids(List.of(sms("testmessage1", "esn:09623489171")), List.of()))
                .containsExactly("96b1d824e5340a8f9d0bc1810dd995fe");
    }

    @Test
    void tellsEqualRowsOfABlockApart_theSameWayEachTime() {
        var twin = sms("twin", "esn:09623489171");
        var block = List.of(twin, sms("other", "esn:09623489171"), twin);

        assertThat(ids(block, List.of())).doesNotHaveDuplicates().isEqualTo(ids(block, List.of()));
    }

    @Test
    void goesOnCounting_whereEarlierBlocksHadEqualRows() {
        var twin = sms("twin", "esn:09623489171");
        var earlier = List.of(QueuedSmsMapper.rowDigest(twin));

        assertThat(ids(List.of(twin), earlier))
                .containsExactly(ids(List.of(twin, twin), List.of()).get(1));
    }

    @Test
    void cutsALongTextAndSaysSo() {
        var row = sms("ä".repeat(EventLimits.TEXT), "esn:09623489171");

        var event = mapper.events(List.of(row), List.of(), NOW).getFirst().event();

        assertThat(event.getText()).isEqualTo("ä".repeat(EventLimits.TEXT / 2));
        assertThat(event.getTextCut()).isTrue();
    }

    @Test
    void mapsARowWithoutTextOrTime() {
        var row =
                new QueuedSms(DeviceIds.of("esn:09623489171"), Optional.empty(), Optional.empty());

        var event = mapper.events(List.of(row), List.of(), NOW).getFirst().event();

        assertThat(event.getText()).isNull();
        assertThat(event.getOccurredAt()).isNull();
    }

    private List<String> ids(List<QueuedSms> block, List<String> earlier) {
        return mapper.events(block, earlier, NOW).stream().map(Event.Sms::eventId).toList();
    }

    private static QueuedSms sms(String text, String... refs) {
        return new QueuedSms(DeviceIds.of(refs), Optional.of(text), Optional.of(THEN));
    }
}

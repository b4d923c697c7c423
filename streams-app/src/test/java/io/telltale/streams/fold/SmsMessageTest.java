package io.telltale.streams.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.topology.Given;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmsMessageTest {

    private static final Instant AT = Instant.parse("2020-03-03T17:42:53Z");

    @Test
    void oneSmsOnThreeChannelsIsOneMessage() {
        var messages =
                SmsMessage.of(
                        List.of(
                                row(Channel.POLL, AT),
                                row(Channel.CALLBACK, AT.plusSeconds(1)),
                                row(Channel.HISTORY, AT.plusSeconds(2))));

        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().told().getChannel()).isEqualTo(Channel.HISTORY);
    }

    @Test
    void equalTextsFurtherApartAreTwoMessages() {
        assertThat(
                        SmsMessage.of(
                                List.of(
                                        row(Channel.POLL, AT),
                                        row(Channel.POLL, AT.plusSeconds(3)))))
                .hasSize(2);
    }

    @Test
    void twinsOnEveryChannelStayTwo() {
        var twin = SmsEvent.newBuilder(row(Channel.POLL, AT)).setEventId("twin").build();
        var messages =
                SmsMessage.of(List.of(row(Channel.POLL, AT), twin, row(Channel.HISTORY, AT)));

        assertThat(messages).hasSize(2);
        assertThat(messages).extracting(SmsMessage::messageId).doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryThatWentOnIsTheSameMessage() {
        var scheduled = Given.delivered(row(Channel.HISTORY, AT), DeliveryStatus.SCHEDULED);
        var delivered = Given.delivered(row(Channel.HISTORY, AT), DeliveryStatus.DELIVERED);

        var messages = SmsMessage.of(List.of(delivered, scheduled));

        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().deliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void aLiveSmsWithoutTimeJoinsTheNearestMessageThatLacksIt() {
        var live =
                SmsEvent.newBuilder(row(Channel.CALLBACK, AT))
                        .setEventId(EventId.of("live"))
                        .setOccurredAt(null)
                        .setObservedAt(AT.plusSeconds(600))
                        .build();

        assertThat(SmsMessage.of(List.of(live, row(Channel.POLL, AT)))).hasSize(1);
    }

    @Test
    void textsThatDifferOnlyInWhatIsNotAsciiAreAlike() {
        var garbled = Given.sms("esn:1", "?{h??", Channel.HISTORY, AT, Given.NOW);
        var whole = Given.sms("esn:1", "\u00e9{h\u00fc\u00fc", Channel.POLL, AT, Given.NOW);

        assertThat(SmsMessage.of(List.of(garbled, whole))).hasSize(1);
    }

    private static SmsEvent row(Channel channel, Instant at) {
        return Given.sms("esn:1", "hello", channel, at, Given.NOW);
    }
}

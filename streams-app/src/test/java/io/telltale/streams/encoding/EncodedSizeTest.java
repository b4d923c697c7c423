package io.telltale.streams.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.topology.Given;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "grüß", "\uD83D\uDE00", "\u20AC"})
    void whatItTakesAtMostIsNotLessThanItTakes(String text) {
        var sms = sms(text.repeat(1_000));

        assertThat(EncodedSize.atMost(sms)).isGreaterThanOrEqualTo(bytes(sms));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void theLimitIsExact(int more) {
        var head = bytes(sms("x".repeat(EncodedSize.LARGEST / 2))) - EncodedSize.LARGEST / 2;
        var sms = sms("x".repeat(EncodedSize.LARGEST - head + more));

        assertThat(bytes(sms)).isEqualTo(EncodedSize.LARGEST + more);
        assertThat(EncodedSize.isTooLarge(sms)).isEqualTo(more > 0);
    }

    private static SmsEvent sms(String text) {
        return SmsEvent.newBuilder(Given.sms("imei:1", "", Channel.POLL, Given.NOW, Given.NOW))
                .setText(text)
                .build();
    }

    private static int bytes(SmsEvent sms) {
        return StoredRecord.serde(SmsEvent.class).serializer().serialize("any", sms).length;
    }
}

package io.telltale.providers.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveSmsMapperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<Instant> THEN =
            Optional.of(Instant.parse("2025-12-31T23:59:58Z"));
    private static final Optional<Instant> NO_TIME = Optional.empty();
    private static final Optional<String> REQUEST = Optional.of("r-1");
    private static final Optional<String> NO_REQUEST = Optional.empty();

    private final LiveSmsMapper mapper = new LiveSmsMapper("0000123456-00001");

    @Test
    void mapsAnSms_withoutInventingTheDevicesOwnEnd() {
        var event = mapper.event(sms("hi", THEN), REQUEST, NOW, NOW).event();

        assertThat(event.getDevices()).containsExactly("imei:1", "msisdn:17022895555");
        assertThat(event.getAccount()).isEqualTo("0000123456-00001");
        assertThat(event.getOccurredAt()).isEqualTo(THEN.get());
        assertThat(event.getObservedAt()).isEqualTo(NOW);
        assertThat(event.getChannel()).isEqualTo(Channel.CALLBACK);
        assertThat(event.getDirection()).isEqualTo(SmsDirection.MOBILE_ORIGINATED);
        assertThat(event.getText()).isEqualTo("hi");
        assertThat(event.getTextCut()).isFalse();
        assertThat(event.getSender()).isNull();
        assertThat(event.getRecipient()).isNull();
        assertThat(event.getRequestId()).isNull();
    }

    @Test
    void leavesTheTimeOut_whereThereIsNone() {
        assertThat(mapper.event(sms("hi", NO_TIME), REQUEST, NOW, NOW).event().getOccurredAt())
                .isNull();
    }

    @Test
    void cutsALongTextAndSaysSo() {
        var event =
                mapper.event(sms("ä".repeat(EventLimits.TEXT), THEN), REQUEST, NOW, NOW).event();

        assertThat(event.getText()).isEqualTo("ä".repeat(EventLimits.TEXT / 2));
        assertThat(event.getTextCut()).isTrue();
    }

    @Test
    void aRetrySharesItsRequestId_andATwinHasAnother() {
        assertThat(id(THEN, REQUEST, NOW))
                .isEqualTo(id(THEN, REQUEST, NOW.plus(Duration.ofHours(3))))
                .isNotEqualTo(id(THEN, Optional.of("r-2"), NOW));
        assertThat(id(NO_TIME, REQUEST, NOW))
                .isEqualTo(id(NO_TIME, REQUEST, NOW.plus(Duration.ofHours(3))))
                .isNotEqualTo(id(NO_TIME, Optional.of("r-2"), NOW));
    }

    @Test
    void withoutARequestId_theSameTimeIsTheSameSms_wheneverItArrives() {
        assertThat(id(THEN, NO_REQUEST, NOW))
                .isEqualTo(id(THEN, NO_REQUEST, NOW.plus(Duration.ofDays(30))))
                .isNotEqualTo(id(THEN.map(time -> time.plusSeconds(1)), NO_REQUEST, NOW));
    }

    @Test
    void withoutRequestIdAndTime_eachSightingIsAnSms() {
        var sightings =
                Stream.iterate(NOW, time -> time.plus(LiveSmsMapper.ATTEMPTS)).limit(100).toList();

        assertThat(sightings.stream().map(time -> id(NO_TIME, NO_REQUEST, time)))
                .doesNotHaveDuplicates();
        assertThat(id(NO_TIME, NO_REQUEST, NOW)).isEqualTo(id(NO_TIME, NO_REQUEST, NOW));
    }

    @Test
    void withoutRequestIdAndTime_anotherBodyIsAnotherSms() {
        var other = new LiveCallbackSms(DeviceIds.of("imei:1"), "hi", NO_TIME, "another digest");

        assertThat(mapper.event(other, NO_REQUEST, NOW, NOW).eventId())
                .isNotEqualTo(id(NO_TIME, NO_REQUEST, NOW));
    }

    private String id(Optional<Instant> time, Optional<String> requestId, Instant firstSeen) {
        return mapper.event(sms("hi", time), requestId, firstSeen, NOW).eventId();
    }

    private static LiveCallbackSms sms(String text, Optional<Instant> time) {
        return new LiveCallbackSms(DeviceIds.of("mdn:7022895555", "imei:1"), text, time, "digest");
    }
}

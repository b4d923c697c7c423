package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isTheProvidersTime_howeverOld() {
        var years = NOW.minus(Duration.ofDays(3_000));

        assertThat(OrderTime.of(years, NOW)).isEqualTo(years);
    }

    @Test
    void isTheProvidersTime_upToTenMinutesAhead() {
        var ahead = NOW.plus(Duration.ofMinutes(10));

        assertThat(OrderTime.of(ahead, NOW)).isEqualTo(ahead);
    }

    @Test
    void isOurTime_whenTheProvidersIsFurtherAheadOrMissing() {
        assertThat(OrderTime.of(NOW.plus(Duration.ofMinutes(10)).plusMillis(1), NOW))
                .isEqualTo(NOW);
        assertThat(OrderTime.of(Instant.MAX, NOW)).isEqualTo(NOW);
        assertThat(OrderTime.of(null, NOW)).isEqualTo(NOW);
    }
}

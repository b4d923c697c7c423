package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.query.Freshness.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aMissingKeyIsDeniedByACopyYoungerThanFiveSeconds_whateverItsLag() {
        assertThat(of(1_000, NOW.minusMillis(4_999)).mayDenyExistence(NOW)).isTrue();
        assertThat(of(0, NOW.minusMillis(5_000)).mayDenyExistence(NOW)).isFalse();
    }

    @Test
    void aCopyOfUnknownAgeDeniesNothing() {
        var unknown = new Freshness(OptionalLong.of(0), Optional.empty(), Role.ACTIVE);

        assertThat(unknown.mayDenyExistence(NOW)).isFalse();
    }

    @Test
    void aGatheredAnswerIsAsOldAsItsOldestPart() {
        var standby = new Freshness(OptionalLong.of(2), Optional.of(NOW), Role.STANDBY);

        assertThat(of(3, NOW.minusSeconds(1)).with(standby))
                .isEqualTo(
                        new Freshness(
                                OptionalLong.of(5),
                                Optional.of(NOW.minusSeconds(1)),
                                Role.STANDBY));
    }

    @Test
    void aGatheredAnswerWithAPartOfUnknownAgeIsOfUnknownAge() {
        var unknown = new Freshness(OptionalLong.empty(), Optional.empty(), Role.ACTIVE);

        assertThat(of(3, NOW).with(unknown)).isEqualTo(unknown);
    }

    private static Freshness of(long lag, Instant asOf) {
        return new Freshness(OptionalLong.of(lag), Optional.of(asOf), Role.ACTIVE);
    }
}

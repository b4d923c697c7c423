package io.telltale.callback.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstSeenCacheTest {

    private static final String ACCOUNT = "0000123456-00001";
    private static final Instant NOON = Instant.parse("2026-01-01T12:07:00Z");

    private final FirstSeenCache sightings = new FirstSeenCache();

    @Test
    void aRetryWithin20MinutesBelongsToItsFirst() {
        sightings.firstSeen(ACCOUNT, "a", NOON);

        assertThat(sightings.firstSeen(ACCOUNT, "a", after(15))).isEqualTo(NOON);
        assertThat(sightings.firstSeen(ACCOUNT, "a", NOON.plusSeconds(1199))).isEqualTo(NOON);
    }

    @Test
    void theSameBody20MinutesLaterIsAnotherSms() {
        sightings.firstSeen(ACCOUNT, "a", NOON);

        assertThat(sightings.firstSeen(ACCOUNT, "a", after(20))).isEqualTo(after(20));
        assertThat(sightings.firstSeen(ACCOUNT, "a", after(39))).isEqualTo(after(20));
    }

    @Test
    void aRetryDoesNotKeepItAlive() {
        sightings.firstSeen(ACCOUNT, "a", NOON);
        sightings.firstSeen(ACCOUNT, "a", after(15));

        assertThat(sightings.firstSeen(ACCOUNT, "a", after(25))).isEqualTo(after(25));
    }

    @Test
    void otherBodiesAndAccountsAreOthers() {
        sightings.firstSeen(ACCOUNT, "a", NOON);

        assertThat(sightings.firstSeen(ACCOUNT, "b", after(1))).isEqualTo(after(1));
        assertThat(sightings.firstSeen("other", "a", after(1))).isEqualTo(after(1));
    }

    @Test
    void remembersOnlySoMany_theLatest() {
        sightings.firstSeen(ACCOUNT, "a", NOON);
        sightings.firstSeen(ACCOUNT, "b", NOON);
        IntStream.range(0, FirstSeenCache.MOST - 1)
                .forEach(number -> sightings.firstSeen(ACCOUNT, "other " + number, NOON));

        assertThat(sightings.firstSeen(ACCOUNT, "b", after(1))).isEqualTo(NOON);
        assertThat(sightings.firstSeen(ACCOUNT, "a", after(1))).isEqualTo(after(1));
    }

    private static Instant after(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}

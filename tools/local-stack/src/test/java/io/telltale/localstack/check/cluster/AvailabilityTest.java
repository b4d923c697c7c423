package io.telltale.localstack.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.report.RunResult.Count;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is missed is counted. */
class AvailabilityTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Availability availability = new Availability(new RunQueue(), 4);

    @Test
    void oneInAThousandMayBeMissed() {
        for (var number = 0; number < 999; number++) {
            availability.add(answer(200, number), true);
        }
        availability.add(answer(503, 999), true);

        assertThat(count("knownMissed")).isEqualTo(1);
        assertThat(count("knownMissedTooMany")).isZero();

        availability.add(answer(0, 1_000), true);

        assertThat(count("knownMissedTooMany")).isEqualTo(1);
    }

    @Test
    void theTimeBetweenTwoAnswersIsAGap() {
        availability.add(answer(200, 0), true);
        availability.add(answer(503, 1_000), true);
        availability.add(answer(200, 2_500), true);

        assertThat(count("knownLongestGap")).isEqualTo(2_500);
        assertThat(count("knownGaps")).isEqualTo(1);
    }

    @Test
    void unknownThingsMayWaitForTheGroup() {
        availability.add(answer(404, 0), false);
        availability.add(answer(404, 19_000), false);

        assertThat(count("unknownGaps")).isZero();
        assertThat(count("knownGaps")).isZero();

        availability.add(answer(404, 39_500), false);

        assertThat(count("unknownGaps")).isEqualTo(1);
    }

    private long count(String key) {
        return availability.counts().stream()
                .filter(count -> count.key().equals(key))
                .mapToLong(Count::value)
                .sum();
    }

    private static ReadAnswer answer(int status, int millis) {
        var at = NOON.plusMillis(millis);
        var read = new Read(ReadKind.DEVICE, "imei:1", "/devices/imei:1");
        return new ReadAnswer(read, at, at, 0, status, at, "active", "{}");
    }
}

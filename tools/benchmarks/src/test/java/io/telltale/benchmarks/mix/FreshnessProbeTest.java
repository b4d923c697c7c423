package io.telltale.benchmarks.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class FreshnessProbeTest {

    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final BenchmarkFleet FLEET = new BenchmarkFleet(1_000);

    @Test
    void isSeenInAStateAsItIsAnswered() {
        var state = "{\"sms\":{\"total\":2,\"lastAt\":\"2026-11-20T12:00:00.000Z\"}}";

        assertThat(state).contains(FreshnessProbe.of(FLEET, 1, AT).latest());
        assertThat(state).doesNotContain(FreshnessProbe.of(FLEET, 1, AT.plusSeconds(1)).latest());
    }

    @Test
    void isOfAnotherDevice_aThousandTimes() {
        var imeis = new HashSet<String>();
        for (int number = 0; number < 1_000; number++) {
            imeis.add(FreshnessProbe.of(FLEET, number, AT).imei());
        }

        assertThat(imeis).hasSize(1_000);
    }

    @Test
    void namesASimThatNoDeviceHas_inTheKeptSpelling() {
        var probe = FreshnessProbe.of(FLEET, 999, AT);

        assertThat(probe.event().devices()).containsExactly(probe.imei(), probe.iccid());
        assertThat(probe.event().devices()).allMatch(DeviceRef::isKept);
        assertThat(probe.iccid()).isNotEqualTo(FLEET.iccid(999));
    }
}

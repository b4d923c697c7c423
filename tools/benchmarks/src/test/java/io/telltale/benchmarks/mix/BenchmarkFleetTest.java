package io.telltale.benchmarks.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkFleetTest {

    private final BenchmarkFleet fleet = new BenchmarkFleet(10_000_000);

    @Test
    void spellsRefsAsTheyAreKept() {
        assertThat(fleet.refs(0)).allMatch(DeviceRef::isKept);
        assertThat(fleet.refs(9_999_999)).allMatch(DeviceRef::isKept);
    }

    /** As the GSMA and ISO/IEC 7812-1 have it. */
    @ParameterizedTest
    @CsvSource({"49015420323751, 490154203237518", "35693803564380, 356938035643809"})
    void addsTheCheckDigit(long number, String withCheckDigit) {
        assertThat(BenchmarkFleet.withCheckDigit(number)).isEqualTo(withCheckDigit);
    }
}

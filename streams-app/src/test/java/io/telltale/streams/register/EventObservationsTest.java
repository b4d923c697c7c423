package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.ref.DeviceRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventObservationsTest {

    private static final EventPosition PLACE = new EventPosition(1, "a");

    @Test
    void theFirstDeviceIdHoldsAllOtherRefs() {
        assertThat(observed("imei:12", "esn:00000000012", "iccid:12", "msisdn:12"))
                .containsExactly(
                        "esn:00000000012 imei:12", "iccid:12 imei:12", "msisdn:12 imei:12");
    }

    @Test
    void withoutADeviceIdTheOnlyCarrierOfTheNearestTierAboveIsTheHolder() {
        assertThat(observed("iccid:12", "imsi:000000000000012", "msisdn:12"))
                .containsExactly("imsi:000000000000012 iccid:12", "msisdn:12 imsi:000000000000012");
        assertThat(observed("iccid:12", "msisdn:12")).containsExactly("msisdn:12 iccid:12");
    }

    @Test
    void aTierWithTwoCarriersIsPassedOver() {
        assertThat(
                        observed(
                                "iccid:12",
                                "imsi:000000000000012",
                                "imsi:000000000000034",
                                "msisdn:12"))
                .containsExactly(
                        "imsi:000000000000012 iccid:12",
                        "imsi:000000000000034 iccid:12",
                        "msisdn:12 iccid:12");
        assertThat(observed("imsi:000000000000012", "imsi:000000000000034", "msisdn:12")).isEmpty();
    }

    @Test
    void carriersOfOneTierHoldNothing() {
        assertThat(observed("msisdn:12", "msisdn:34")).isEmpty();
    }

    @Test
    void junkIsNeitherNamedNorAHolder() {
        assertThat(observed("imei:00", "esn:00000000012", "iccid:11", "msisdn:12"))
                .containsExactly("msisdn:12 esn:00000000012");
        var junk = new Junk(Set.of(DeviceRef.parse("imei:12")));
        assertThat(EventObservations.of(List.of("imei:12", "msisdn:12"), PLACE, junk)).isEmpty();
    }

    private static List<String> observed(String... devices) {
        return EventObservations.of(List.of(devices), PLACE, Junk.byValue()).stream()
                .map(each -> each.named() + " " + each.holder())
                .toList();
    }
}

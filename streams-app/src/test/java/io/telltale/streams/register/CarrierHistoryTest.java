package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.streams.record.CarrierTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CarrierHistoryTest {

    @Test
    void aTransitionIsWhereTheHolderDiffersFromTheOneBefore() {
        assertThat(toDevices("imei:12 1 a", "imei:12 2 b", "imei:34 3 c", "imei:12 4 d"))
                .containsExactly("imei:12 1 a", "imei:34 3 c", "imei:12 4 d");
    }

    @Test
    void ofSeveralPlacesInOneMillisecondOnlyTheLastCounts() {
        assertThat(toDevices("imei:12 1 a", "imei:34 2 b", "imei:12 2 c"))
                .containsExactly("imei:12 1 a");
        assertThat(toDevices("imei:12 2 c", "imei:34 2 d")).containsExactly("imei:34 2 d");
    }

    @Test
    void carrierHoldersAreAListOfTheirOwn() {
        var places = places("iccid:12 1 a", "imei:12 2 b", "iccid:12 3 c");

        var found = CarrierHistory.of(places);

        assertThat(shown(found.getDeviceHolders())).containsExactly("imei:12 2 b");
        assertThat(shown(found.getCarrierHolders())).containsExactly("iccid:12 1 a");
    }

    @Test
    void theLast64TransitionsAreKept() {
        var places = new ArrayList<RememberedHolder>();
        for (var number = 0; number < 70; number++) {
            var holder = number % 2 == 0 ? "imei:12" : "imei:34";
            places.add(new RememberedHolder(holder, new EventPosition(number, "a")));
        }
        Collections.shuffle(places, new Random(1));

        var found = CarrierHistory.of(places).getDeviceHolders();

        assertThat(found).hasSize(64);
        assertThat(found.getFirst().getOrderAt()).isEqualTo(6);
        assertThat(found.getLast().getOrderAt()).isEqualTo(69);
    }

    private static List<String> toDevices(String... places) {
        return shown(CarrierHistory.of(places(places)).getDeviceHolders());
    }

    private static List<RememberedHolder> places(String... places) {
        return Arrays.stream(places)
                .map(each -> each.split(" ", -1))
                .map(each ->
                        new RememberedHolder(
                                each[0], new EventPosition(Long.parseLong(each[1]), each[2])))
                .toList();
    }

    private static List<String> shown(List<CarrierTransition> transitions) {
        return transitions.stream()
                .map(each -> each.getHolder() + " " + each.getOrderAt() + " " + each.getEventId())
                .toList();
    }
}

package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A software campaign: devices with consecutive IMEIs, in groups that share an outcome.
 *
 * @param firstImei 15 digits
 */
public record Campaign(String id, String firstImei, List<Outcome> outcomes) {

    public Campaign {
        outcomes = List.copyOf(outcomes);
    }

    /** How the upgrade ended for the next {@code devices} devices. */
    public record Outcome(int devices, String status, String resultReason) {}

    /** A row of the campaign's report, with ThingSpace's members. */
    public record Device(String deviceId, String status, String resultReason) {}

    /** All rows in ascending order of IMEI. */
    @JsonIgnore
    public List<Device> devices() {
        var next = LongStream.iterate(Long.parseLong(firstImei), imei -> imei + 1).iterator();
        return outcomes.stream()
                .flatMap(outcome -> Stream.generate(() -> outcome).limit(outcome.devices()))
                .map(o -> new Device("%015d".formatted(next.next()), o.status(), o.resultReason()))
                .toList();
    }
}

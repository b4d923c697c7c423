package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.RefPart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device as its task holds it.
 *
 * @param deviceKey key of the device
 * @param parts what its refs contribute, by ref, then by begin
 * @param roster identity of the key ref with its members; null while nothing ever linked it
 * @param card message counts; null while nothing changed the device
 */
public record DeviceView(
        String deviceKey,
        List<RefPart> parts,
        @Nullable DeviceIdentity roster,
        @Nullable DeviceCard card) {

    /** The list is copied. */
    public DeviceView {
        parts = List.copyOf(parts);
    }

    /** Whether this is a device, see {@link DeviceStates#isDevice}. */
    public boolean isDevice() {
        return DeviceStates.isDevice(parts);
    }

    /**
     * Whether every interval of the roster has its part, of that epoch or a later one. While one is
     * missing it is on its way.
     */
    public boolean isWhole() {
        if (roster == null) {
            return true;
        }
        Map<String, Long> epochs = new HashMap<>();
        for (var part : parts) {
            epochs.put(DeviceStore.partMember(part.getRef(), part.getValidFrom()), part.getEpoch());
        }
        return roster.getMembers().stream()
                .allMatch(member -> {
                    var epoch = epochs.get(memberOf(member));
                    return epoch != null && epoch >= member.getEpoch();
                });
    }

    /** Whether the part of a ref's interval is here, of that epoch or a later one. */
    public boolean holds(String ref, ValidityInterval interval, long epoch) {
        var begin = interval.getValidFrom();
        return parts.stream()
                .anyMatch(part ->
                        part.getRef().equals(ref)
                                && Objects.equals(instant(part.getValidFrom()), begin)
                                && part.getEpoch() >= epoch);
    }

    private static String memberOf(Member member) {
        var since = member.getSince();
        return DeviceStore.partMember(member.getRef(), since == null ? null : since.toEpochMilli());
    }

    /** Refs and times whose rows are the device's history. */
    public List<RefSpan> spans() {
        return parts.stream()
                .map(part ->
                        new RefSpan(
                                part.getRef(),
                                instant(part.getValidFrom()),
                                instant(part.getValidTo())))
                .toList();
    }

    /** Its state with the refs that belonged to it at a time. */
    public DeviceState stateAt(Instant time) {
        return DeviceStates.at(time, deviceKey, parts, card);
    }

    private static @Nullable Instant instant(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }
}

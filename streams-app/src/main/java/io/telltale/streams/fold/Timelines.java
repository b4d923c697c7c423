package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.IdentityChange;
import io.telltale.schemas.record.IdentityChangeKind;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What happened to a device, as entries of its timeline. */
public final class Timelines {

    private Timelines() {}

    /** The rows of a ref as entries; readings that only confirm the one before are left out. */
    public static List<TimelineEntry> of(String deviceKey, String ref, Collection<Event> rows) {
        var confirming = confirming(rows);
        return rows.stream()
                .filter(row -> !confirming.contains(row.eventId()))
                .map(row -> entry(deviceKey, ref, row))
                .toList();
    }

    /** Ids of readings without a time of the provider's that say what the reading before said. */
    private static Set<String> confirming(Collection<Event> rows) {
        var confirming = new HashSet<String>();
        var last = new HashMap<Tasks.Name, DeviceStatusEvent>();
        var readings = new ArrayList<DeviceStatusEvent>();
        for (var row : rows) {
            if (row instanceof Event.Status(var status)) {
                readings.add(status);
            }
        }
        readings.sort(Tasks.ORDER);
        for (var reading : readings) {
            var before = last.put(Tasks.Name.of(reading), reading);
            if (before != null && Tasks.confirms(reading, before)) {
                confirming.add(reading.getEventId());
            }
        }
        return confirming;
    }

    /** One event as an entry of this device. */
    public static TimelineEntry entry(String deviceKey, String ref, Event event) {
        var entry =
                TimelineEntry.newBuilder()
                        .setEventId(event.eventId())
                        .setDeviceKey(deviceKey)
                        .setRef(ref)
                        .setProvider(event.provider())
                        .setAccount(event.account())
                        .setOccurredAt(event.occurredAt())
                        .setObservedAt(event.observedAt())
                        .setSortedAt(OrderTime.of(event.occurredAt(), event.observedAt()));
        switch (event) {
            case Event.Status(var status) ->
                    entry.setFamily(TimelineFamily.STATUS)
                            .setChannel(status.getChannel())
                            .setStatus(status);
            case Event.Sms(var sms) ->
                    entry.setFamily(TimelineFamily.SMS).setChannel(sms.getChannel()).setSms(sms);
            case Event.PushAction(var push) ->
                    entry.setFamily(TimelineFamily.PUSH)
                            .setChannel(push.getChannel())
                            .setPushAction(push);
        }
        return entry.build();
    }

    /** When the refs of a device joined it, and left it. */
    public static List<TimelineEntry> ofMembers(String deviceKey, Collection<Member> members) {
        var entries = new ArrayList<TimelineEntry>();
        for (var member : members) {
            if (member.getRef().equals(deviceKey)) {
                continue;
            }
            var told = Objects.requireNonNullElse(member.getEvidenceAt(), Instant.EPOCH);
            var joined =
                    IdentityChange.newBuilder()
                            .setRef(member.getRef())
                            .setChange(IdentityChangeKind.JOINED)
                            .setAt(member.getSince())
                            .setSource(member.getSource())
                            .setEvidence(member.getEvidence())
                            .build();
            entries.add(ofIdentity(idOf(deviceKey, joined), deviceKey, joined, told));
            if (member.getUntil() != null) {
                var left =
                        IdentityChange.newBuilder()
                                .setRef(member.getRef())
                                .setChange(IdentityChangeKind.LEFT)
                                .setAt(member.getUntil())
                                .build();
                entries.add(ofIdentity(idOf(deviceKey, left), deviceKey, left, told));
            }
        }
        return entries;
    }

    private static String idOf(String deviceKey, IdentityChange change) {
        return EventId.of(
                "identity",
                deviceKey,
                change.getRef(),
                change.getChange().name(),
                String.valueOf(change.getAt()));
    }

    /**
     * A change of a device's refs as an entry.
     *
     * @param told when it became known; its place where it holds since ever
     */
    public static TimelineEntry ofIdentity(
            String eventId, String deviceKey, IdentityChange change, Instant told) {
        return TimelineEntry.newBuilder()
                .setEventId(eventId)
                .setFamily(TimelineFamily.IDENTITY)
                .setDeviceKey(deviceKey)
                .setRef(change.getRef())
                .setObservedAt(told)
                .setSortedAt(Objects.requireNonNullElse(change.getAt(), told))
                .setIdentity(change)
                .build();
    }
}

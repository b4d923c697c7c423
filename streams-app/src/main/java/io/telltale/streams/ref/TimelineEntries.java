package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.IdentityChange;
import io.telltale.schemas.record.IdentityChangeKind;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries of a device's timeline: events, and refs that joined or left. */
public final class TimelineEntries {

    private TimelineEntries() {}

    /** An event as an entry. */
    public static TimelineEntry of(String deviceKey, String ref, Event event) {
        var orderAt = OrderTime.of(event.occurredAt(), event.observedAt());
        return switch (event) {
            case Event.Status(var status) ->
                    new TimelineEntry(
                            event.eventId(),
                            TimelineFamily.STATUS,
                            deviceKey,
                            ref,
                            event.provider(),
                            event.account(),
                            status.getChannel(),
                            event.occurredAt(),
                            event.observedAt(),
                            orderAt,
                            status,
                            null,
                            null,
                            null);
            case Event.Sms(var sms) ->
                    new TimelineEntry(
                            event.eventId(),
                            TimelineFamily.SMS,
                            deviceKey,
                            ref,
                            event.provider(),
                            event.account(),
                            sms.getChannel(),
                            event.occurredAt(),
                            event.observedAt(),
                            orderAt,
                            null,
                            sms,
                            null,
                            null);
            case Event.PushAction(var push) ->
                    new TimelineEntry(
                            event.eventId(),
                            TimelineFamily.PUSH,
                            deviceKey,
                            ref,
                            event.provider(),
                            event.account(),
                            push.getChannel(),
                            event.occurredAt(),
                            event.observedAt(),
                            orderAt,
                            null,
                            null,
                            push,
                            null);
        };
    }

    /** When the members of a device joined it, and left it; the device key itself is left out. */
    public static List<TimelineEntry> ofMembers(String deviceKey, Collection<Member> members) {
        var entries = new ArrayList<TimelineEntry>();
        for (var member : members) {
            if (!member.getRef().equals(deviceKey)) {
                entries.addAll(ofMember(deviceKey, member));
            }
        }
        return entries;
    }

    private static List<TimelineEntry> ofMember(String deviceKey, Member member) {
        var knownAt = Objects.requireNonNullElse(member.getEvidenceAt(), Instant.EPOCH);
        var joined =
                new IdentityChange(
                        member.getRef(),
                        IdentityChangeKind.JOINED,
                        member.getSince(),
                        member.getSource(),
                        member.getEvidence());
        var entries = new ArrayList<TimelineEntry>();
        entries.add(ofIdentity(idOf(deviceKey, joined), deviceKey, joined, knownAt));
        if (member.getUntil() != null) {
            var left = left(member.getRef(), member.getUntil());
            entries.add(ofIdentity(idOf(deviceKey, left), deviceKey, left, knownAt));
        }
        return entries;
    }

    /**
     * What changed between two rosters of a device: members that joined, left, or are taken back.
     *
     * @param epoch of the later roster; makes the ids of what is taken back its own
     * @param at record time of the later roster
     */
    static List<TimelineEntry> ofChange(
            String deviceKey,
            Collection<Member> before,
            Collection<Member> after,
            long epoch,
            Instant at) {
        var known = ofMembers(deviceKey, before);
        var now = ofMembers(deviceKey, after);
        var entries = new ArrayList<TimelineEntry>();
        for (var entry : now) {
            if (known.stream().noneMatch(each -> isSame(each, entry))) {
                entries.add(observed(entry, at));
            }
        }
        for (var entry : known) {
            if (isJoin(entry) && now.stream().noneMatch(each -> isSame(each, entry))) {
                var left = left(entry.getRef(), change(entry).getAt());
                var id = EventId.of("identity-taken-back", idOf(deviceKey, left), "" + epoch);
                entries.add(ofIdentity(id, deviceKey, left, at));
            }
        }
        return entries;
    }

    private static boolean isSame(TimelineEntry one, TimelineEntry other) {
        return one.getEventId().equals(other.getEventId());
    }

    private static boolean isJoin(TimelineEntry entry) {
        return change(entry).getChange() == IdentityChangeKind.JOINED;
    }

    private static IdentityChange change(TimelineEntry entry) {
        return Objects.requireNonNull(entry.getIdentity(), "an identity entry");
    }

    private static TimelineEntry observed(TimelineEntry entry, Instant at) {
        return ofIdentity(entry.getEventId(), entry.getDeviceKey(), change(entry), at);
    }

    private static IdentityChange left(String ref, @Nullable Instant at) {
        return new IdentityChange(ref, IdentityChangeKind.LEFT, at, null, null);
    }

    private static String idOf(String deviceKey, IdentityChange change) {
        return EventId.of(
                "identity",
                deviceKey,
                change.getRef(),
                change.getChange().name(),
                String.valueOf(change.getAt()));
    }

    private static TimelineEntry ofIdentity(
            String eventId, String deviceKey, IdentityChange change, Instant observedAt) {
        return new TimelineEntry(
                eventId,
                TimelineFamily.IDENTITY,
                deviceKey,
                change.getRef(),
                null,
                null,
                null,
                null,
                observedAt,
                Objects.requireNonNullElse(change.getAt(), observedAt),
                null,
                null,
                null,
                change);
    }
}

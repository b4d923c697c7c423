package io.telltale.streams.register;

import io.telltale.schemas.record.Member;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the members of the device under one key, over time. */
final class Roster {

    private static final Comparator<Entry> KIND_ORDER =
            Comparator.comparing(Entry::ref).thenComparingLong(each -> each.membership().begin());

    private static final Comparator<Entry> LASTING_FIRST =
            Comparator.<Entry>comparingLong(each -> each.membership().end()).reversed();

    /** Of several members, the one that joined first shows why the key is a device of many. */
    private static final Comparator<Entry> JOINED_FIRST =
            Comparator.<Entry>comparingLong(each -> each.membership().begin())
                    .thenComparing(Entry::evidence, Evidence.ORDER)
                    .thenComparing(Entry::ref);

    private Roster() {}

    private record Entry(DeviceRef ref, Membership membership) {

        Evidence evidence() {
            var evidence = membership.evidence();
            return evidence == null ? Evidence.NONE : evidence;
        }
    }

    /**
     * Members of a device in kind order, without epochs; none where the key is always alone.
     *
     * @param key the device key
     * @param candidates every ref that may be a member, the key among them
     */
    static List<Member> of(
            DeviceRef key,
            Collection<DeviceRef> candidates,
            Memberships memberships,
            RegisterLimits limits) {
        var entries = new ArrayList<Entry>();
        for (var ref : candidates) {
            for (var each : memberships.of(ref).memberships()) {
                if (each.key().equals(key)) {
                    entries.add(new Entry(ref, each));
                }
            }
        }
        if (entries.stream().allMatch(each -> each.ref().equals(key))) {
            return List.of();
        }
        return entries.stream()
                .sorted(LASTING_FIRST.thenComparing(KIND_ORDER))
                .limit(limits.members())
                .sorted(KIND_ORDER)
                .map(each -> member(each, evidence(each, key, entries)))
                .toList();
    }

    private static Evidence evidence(Entry entry, DeviceRef key, List<Entry> entries) {
        var own = entry.membership().evidence();
        return own != null
                ? own
                : entries.stream()
                        .filter(other -> !other.ref().equals(key))
                        .filter(other -> entry.membership().contains(other.membership().begin()))
                        .min(JOINED_FIRST)
                        .map(Entry::evidence)
                        .orElse(Evidence.NONE);
    }

    private static Member member(Entry entry, Evidence evidence) {
        var membership = entry.membership();
        return new Member(
                entry.ref().toString(),
                begin(membership.begin()),
                end(membership.end()),
                evidence.source(),
                evidence.by(),
                evidence.at(),
                0L);
    }

    static @Nullable Instant begin(long time) {
        return time == Long.MIN_VALUE ? null : Instant.ofEpochMilli(time);
    }

    static @Nullable Instant end(long time) {
        return time == Long.MAX_VALUE ? null : Instant.ofEpochMilli(time);
    }
}

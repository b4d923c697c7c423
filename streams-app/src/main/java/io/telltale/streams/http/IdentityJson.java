package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.store.Device;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which refs are the device, and why; a device that nothing links has no members to explain. */
@Serdeable
record IdentityJson(
        String deviceKey, String requestedRef, List<MemberRef> members, List<SpellJson> spells) {

    static IdentityJson of(DeviceRef requested, Device device) {
        return new IdentityJson(
                device.key(),
                requested.toString(),
                device.members().stream().map(MemberRef::of).toList(),
                device.spells().stream().map(SpellJson::of).toList());
    }

    /** A ref of the device. */
    @Serdeable
    record MemberRef(
            String ref,
            @Nullable Instant since,
            @Nullable Instant until,
            String source,
            String evidence) {
        static MemberRef of(Member member) {
            return new MemberRef(
                    member.getRef(),
                    member.getSince(),
                    member.getUntil(),
                    member.getSource().name(),
                    member.getEvidence());
        }
    }

    /** A span of time in which the ref that was asked for belonged to one device. */
    @Serdeable
    record SpellJson(@Nullable Instant from, @Nullable Instant to, String deviceKey) {
        static SpellJson of(Spell spell) {
            return new SpellJson(spell.getFrom(), spell.getTo(), spell.getDeviceKey());
        }
    }
}

package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Member;
import io.telltale.streams.store.Device;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which refs are the device, and why; a device that nothing links has no members to explain. */
@Serdeable
record IdentityJson(String deviceKey, List<MemberRef> members) {

    static IdentityJson of(Device device) {
        return new IdentityJson(
                device.key(), device.members().stream().map(MemberRef::of).toList());
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
}

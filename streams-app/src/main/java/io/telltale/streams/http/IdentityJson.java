package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.query.Device;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refs of a device and the evidence; a device without links has no members. */
@Serdeable
record IdentityJson(
        String deviceKey,
        String requestedRef,
        List<MemberRef> members,
        List<ConflictJson> conflicts,
        List<IntervalJson> intervals) {

    static IdentityJson of(String requestedRef, Device device) {
        return new IdentityJson(
                device.key(),
                requestedRef,
                device.members().stream().map(MemberRef::of).toList(),
                device.conflicts().stream().map(ConflictJson::of).toList(),
                device.intervals().stream().map(IntervalJson::of).toList());
    }

    /** A ref of the device. */
    @Serdeable
    record MemberRef(
            String ref,
            @Nullable Instant since,
            @Nullable Instant until,
            LinkSource source,
            String evidence) {
        static MemberRef of(Member member) {
            return new MemberRef(
                    member.getRef(),
                    member.getSince(),
                    member.getUntil(),
                    member.getSource(),
                    member.getEvidence());
        }
    }

    /** A link of the requested ref that is not applied. */
    @Serdeable
    record ConflictJson(
            String otherRef,
            ConflictReason reason,
            LinkSource source,
            String evidence,
            @Nullable Instant at) {
        static ConflictJson of(Conflict conflict) {
            return new ConflictJson(
                    conflict.getOtherRef(),
                    conflict.getReason(),
                    conflict.getSource(),
                    conflict.getEvidence(),
                    conflict.getAt());
        }
    }

    /** An interval in which the requested ref belonged to one device. */
    @Serdeable
    record IntervalJson(@Nullable Instant validFrom, @Nullable Instant validTo, String deviceKey) {
        static IntervalJson of(ValidityInterval interval) {
            return new IntervalJson(
                    interval.getValidFrom(), interval.getValidTo(), interval.getDeviceKey());
        }
    }
}

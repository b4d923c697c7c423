package io.telltale.streams.topology;

import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.Naming;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one record leads to, made before anything of it is written.
 *
 * @param entries for the timelines of devices
 * @param parts of devices that changed, in the order in which they are to be put in and taken out
 * @param namings that the register may not know
 * @param member the device of a campaign, where the record tells of one
 */
record Filed(
        List<TimelineEntry> entries,
        List<AssignedPart> parts,
        List<Naming> namings,
        Optional<MemberOf> member) {

    Filed {
        entries = List.copyOf(entries);
        parts = List.copyOf(parts);
        namings = List.copyOf(namings);
    }

    /** A campaign, and where one of its devices stands. */
    record MemberOf(CampaignRef campaign, Provider provider, CampaignMember member) {}
}

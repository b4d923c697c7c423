package io.telltale.providers.thingspace.campaign;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import java.time.Instant;
import java.time.LocalDate;

/** Maps a campaign of a list to its record. */
public final class CampaignListEntryMapper {

    private final String account;

    /** A mapper for one account: the requested one, whatever account the row names. */
    public CampaignListEntryMapper(String account) {
        this.account = account;
    }

    /** The record of a campaign. */
    public Campaign campaign(CampaignListEntry entry, Instant observedAt) {
        return Campaign.newBuilder()
                .setCampaignRef(new CampaignRef(account, entry.id()).toString())
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(account)
                .setCampaignId(entry.id())
                .setName(entry.name().orElse(null))
                .setProviderStatus(entry.status().orElse(null))
                .setStartsOn(entry.startDate().orElse(null))
                .setEndsOn(entry.endDate().orElse(null))
                .setSoftwareName(entry.softwareName().orElse(null))
                .setSoftwareFrom(entry.softwareFrom().orElse(null))
                .setSoftwareTo(entry.softwareTo().orElse(null))
                .setMake(entry.make().orElse(null))
                .setModel(entry.model().orElse(null))
                .setProtocol(entry.protocol().orElse(null))
                .setObservedAt(observedAt)
                .build();
    }

    /** 32 hex digits that differ when the row differs, for checkpoints. */
    public static String rowDigest(CampaignListEntry entry) {
        return EventId.of(
                entry.id(),
                entry.name().orElse(null),
                entry.status().orElse(null),
                entry.startDate().map(LocalDate::toString).orElse(null),
                entry.endDate().map(LocalDate::toString).orElse(null),
                entry.softwareName().orElse(null),
                entry.softwareFrom().orElse(null),
                entry.softwareTo().orElse(null),
                entry.make().orElse(null),
                entry.model().orElse(null),
                entry.protocol().orElse(null));
    }
}

package io.telltale.providers.thingspace.campaign;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import java.time.Instant;
import java.time.LocalDate;

/** Turns what a campaign list says into a campaign's record. */
public final class CampaignListEntryMapper {

    private final String account;

    /** A mapper for one account: the one that was asked, whatever the row says. */
    public CampaignListEntryMapper(String account) {
        this.account = account;
    }

    /** The record of a campaign. */
    public Campaign campaign(CampaignListEntry info, Instant observedAt) {
        return Campaign.newBuilder()
                .setCampaignRef(new CampaignRef(account, info.id()).toString())
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(account)
                .setCampaignId(info.id())
                .setName(info.name().orElse(null))
                .setProviderStatus(info.status().orElse(null))
                .setStartsOn(info.startDate().orElse(null))
                .setEndsOn(info.endDate().orElse(null))
                .setSoftwareName(info.softwareName().orElse(null))
                .setSoftwareFrom(info.softwareFrom().orElse(null))
                .setSoftwareTo(info.softwareTo().orElse(null))
                .setMake(info.make().orElse(null))
                .setModel(info.model().orElse(null))
                .setProtocol(info.protocol().orElse(null))
                .setObservedAt(observedAt)
                .build();
    }

    /** 32 hex digits that differ when the row says something else, for checkpoints. */
    public static String rowDigest(CampaignListEntry info) {
        return EventId.of(
                info.id(),
                info.name().orElse(null),
                info.status().orElse(null),
                info.startDate().map(LocalDate::toString).orElse(null),
                info.endDate().map(LocalDate::toString).orElse(null),
                info.softwareName().orElse(null),
                info.softwareFrom().orElse(null),
                info.softwareTo().orElse(null),
                info.make().orElse(null),
                info.model().orElse(null),
                info.protocol().orElse(null));
    }
}

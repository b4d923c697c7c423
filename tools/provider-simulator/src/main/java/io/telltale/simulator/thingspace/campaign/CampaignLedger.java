package io.telltale.simulator.thingspace.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.campaign.CampaignReportLine;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.Meaning;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of campaigns as facts: which were told, and which would be told now. */
@Singleton
final class CampaignLedger implements CurrentFacts {

    private final Fleet fleet;
    private final Ledger ledger;
    private final Clock clock;

    CampaignLedger(Fleet fleet, Ledger ledger, Clock clock) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Told(
            String campaignId,
            String api,
            String deviceId,
            String status,
            @Nullable String resultReason,
            @Nullable JsonNode updatedTime,
            @Nullable String recentAttemptTime,
            @Nullable String nextAttemptTime,
            @Nullable Meaning meant) {}

    void tell(
            ThingSpaceAccount account,
            Campaign campaign,
            List<CampaignReportLine> rows,
            long request) {
        var facts =
                rows.stream()
                        .map(row ->
                                new Fact(campaign.id() + "/" + row.deviceId(), told(campaign, row)))
                        .toList();
        ledger.tell(source(account), Channel.POLL, request, facts);
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_CAMPAIGN);
    }

    @Override
    public Stream<Current> now() {
        var now = clock.instant();
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        account.campaigns().at(now).stream()
                                .flatMap(campaign ->
                                        campaign.rows(now)
                                                .map(row ->
                                                        new Current(
                                                                source(account),
                                                                told(campaign, row)))));
    }

    private static FactSource source(ThingSpaceAccount account) {
        return new FactSource(SystemName.THINGSPACE_CAMPAIGN, account.name());
    }

    private static Told told(Campaign campaign, CampaignReportLine row) {
        return new Told(
                campaign.id(),
                campaign.api(),
                row.deviceId(),
                row.status(),
                row.resultReason(),
                row.updatedTime(),
                row.recentAttemptTime(),
                row.nextAttemptTime(),
                row.meaning());
    }
}

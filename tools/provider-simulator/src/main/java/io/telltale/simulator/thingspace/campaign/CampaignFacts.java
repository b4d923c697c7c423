package io.telltale.simulator.thingspace.campaign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
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

/** Rows of campaigns as facts. */
@Singleton
record CampaignFacts(Fleet fleet, Ledger ledger, Clock clock) implements CurrentFacts {

    void answered(
            ThingSpaceAccount account,
            Campaign campaign,
            List<CampaignReportLine> rows,
            long request) {
        ledger.add(
                Channel.POLL,
                request,
                rows.stream().map(row -> fact(account, campaign, row)).toList());
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_CAMPAIGN);
    }

    @Override
    public Stream<Fact> now() {
        var now = clock.instant();
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        account.campaigns().at(now).stream()
                                .flatMap(campaign ->
                                        campaign.rows(now)
                                                .map(row -> fact(account, campaign, row))));
    }

    private static Fact fact(ThingSpaceAccount account, Campaign campaign, CampaignReportLine row) {
        var members =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("campaignId", campaign.id())
                        .put("api", campaign.api())
                        .<ObjectNode>setAll(SimulatorJson.object(row));
        return new Fact(
                new FactSource(SystemName.THINGSPACE_CAMPAIGN, account.name()),
                campaign.id() + "/" + row.deviceId(),
                Meaning.beside(members, row.meaning()));
    }
}

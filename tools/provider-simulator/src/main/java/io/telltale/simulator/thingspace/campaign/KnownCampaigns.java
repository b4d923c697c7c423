package io.telltale.simulator.thingspace.campaign;

import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The campaigns that one version of the API knows, without the one that has disappeared. */
@Singleton
final class KnownCampaigns {

    private final Switches switches;
    private final Clock clock;

    KnownCampaigns(Switches switches, Clock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    /** All of them, by id. */
    List<Campaign> all(ThingSpaceAccount account, String version) {
        var disappeared = switches.quirks().campaign().disappearedCampaign();
        return account.campaigns().at(clock.instant()).stream()
                .filter(campaign -> campaign.api().equals(version))
                .filter(campaign -> !campaign.id().equals(disappeared))
                .sorted(Comparator.comparing(Campaign::id))
                .toList();
    }

    Optional<Campaign> known(ThingSpaceAccount account, String version, String id) {
        return all(account, version).stream()
                .filter(campaign -> campaign.id().equalsIgnoreCase(id))
                .findFirst();
    }
}

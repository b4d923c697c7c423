package io.telltale.simulator.thingspace.campaign;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The campaigns that one version of the API lists, without the one that has disappeared. */
@Singleton
record KnownCampaigns(Asker asker, Switches switches, Clock clock) {

    /**
     * The account of a request.
     *
     * @throws RefusedException in the form of the software management service
     */
    ThingSpaceAccount own(HttpRequest<?> request, String account) {
        if (!asker.opens(request, account)) {
            throw ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        return asker.own(request);
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

    /**
     * One of them.
     *
     * @throws RefusedException when the version does not list it
     */
    Campaign one(ThingSpaceAccount account, String version, String id) {
        return find(account, version, id)
                .orElseThrow(() -> ThingSpaceErrors.invalid("Campaign not found"));
    }

    Optional<Campaign> find(ThingSpaceAccount account, String version, String id) {
        return all(account, version).stream()
                .filter(campaign -> campaign.id().equalsIgnoreCase(id))
                .findFirst();
    }
}

package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.ledger.OpenWork;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.ThingSpaceAccount;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.wire.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which accounts and devices there are, and how far their life has got. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FleetController {

    private final Fleet fleet;
    private final Owners owners;
    private final OpenWork work;

    FleetController(Fleet fleet, Owners owners, OpenWork work) {
        this.fleet = fleet;
        this.owners = owners;
        this.work = work;
    }

    private record Accounts(List<Account> accounts) {}

    /** What a test needs to make poll tasks for an account; the secrets are the configured ones. */
    private record Account(
            String name,
            String key,
            String username,
            List<CampaignOf> campaigns,
            List<String> historyDevices,
            int queueDevices) {}

    private record CampaignOf(String id, String api, int devices) {}

    private record Life(
            Instant bornAt,
            @Nullable Instant endsAt,
            int callbacksOpen,
            Map<String, Integer> queued) {}

    @Get("/fleet")
    HttpResponse<byte[]> fleet() {
        return Answers.ok(
                new Accounts(
                        owners.all().stream()
                                .flatMap(owner ->
                                        fleet.thingSpaceAccount(owner.account()).stream()
                                                .map(account ->
                                                        account(
                                                                account,
                                                                owner.key(),
                                                                owner.username())))
                                .toList()));
    }

    private static Account account(ThingSpaceAccount account, String key, String username) {
        return new Account(
                account.name(),
                key,
                username,
                account.campaigns().stream()
                        .map(each -> new CampaignOf(each.id(), each.api(), each.size()))
                        .toList(),
                account.histories().known().map(id -> id.kind() + ":" + id.id()).toList(),
                account.messages().devices());
    }

    @Get("/life")
    HttpResponse<byte[]> life() {
        return Answers.ok(
                new Life(
                        fleet.bornAt(),
                        fleet.endsAt().orElse(null),
                        work.callbacksOpen(),
                        work.queued()));
    }
}

package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.command.PostedCommands;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.Owners.Owner;
import io.telltale.simulator.thingspace.queue.Arrivals;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.xtremepush.ProjectOwners;
import io.telltale.simulator.xtremepush.ProjectOwners.ProjectOwner;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the accounts and devices of the fleet, and the progress of its life. */
@Controller("/simulator")
@ExecuteOn(TaskExecutors.BLOCKING)
record FleetController(
        Fleet fleet,
        Owners owners,
        ProjectOwners projects,
        PostedCommands posted,
        Arrivals arrivals,
        Clock clock) {

    private record Everything(
            List<Account> accounts, List<Project> pushProjects, List<Microsoft> graphAccounts) {}

    /** A project of Xtremepush; null for credentials that do not open it. */
    private record Project(
            String name,
            @Nullable String apptoken,
            @Nullable String clientId,
            @Nullable String clientSecret) {}

    private record Microsoft(String name, List<CommandOf> commands) {}

    private record CommandOf(String deviceId, String commandId) {}

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
    HttpResponse<byte[]> accounts() {
        var now = clock.instant();
        return JsonResponses.ok(
                new Everything(
                        owners.all().stream().map(owner -> account(owner, now)).toList(),
                        projects.all().stream().map(FleetController::project).toList(),
                        List.of(microsoft(fleet.graph(), now))));
    }

    private static Project project(ProjectOwner owner) {
        var apptoken = owner.apptoken();
        var client = owner.client();
        return new Project(
                owner.name(),
                apptoken == null ? null : apptoken.value(),
                client == null ? null : client.id(),
                client == null ? null : client.secret().value());
    }

    private static Microsoft microsoft(GraphAccount account, Instant now) {
        return new Microsoft(
                account.name(),
                account.commands()
                        .known(now)
                        .map(sent -> new CommandOf(sent.deviceId(), sent.command().id()))
                        .toList());
    }

    private Account account(Owner owner, Instant now) {
        var account = fleet.thingSpaceAccount(owner.account()).orElseThrow();
        return new Account(
                account.name(),
                owner.key(),
                owner.username(),
                account.campaigns().at(now).stream()
                        .map(each -> new CampaignOf(each.id(), each.api(), each.size()))
                        .toList(),
                account.histories().known().map(id -> id.kind() + ":" + id.id()).toList(),
                account.messages().senders());
    }

    @Get("/life")
    HttpResponse<byte[]> life() {
        return JsonResponses.ok(
                new Life(
                        fleet.bornAt(),
                        fleet.endsAt().map(this::orLater).orElse(null),
                        arrivals.callbacksOpen(),
                        arrivals.queued()));
    }

    /** The later of the fleet's end and that of the last command that a caller has sent. */
    private Instant orLater(Instant end) {
        return posted.endsAt().filter(end::isBefore).orElse(end);
    }
}

package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.command.PostedCommands;
import io.telltale.simulator.ledger.OpenWork;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.ProjectOwners;
import java.time.Clock;
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
    private final ProjectOwners projects;
    private final PostedCommands posted;
    private final OpenWork work;
    private final Clock clock;

    FleetController(
            Fleet fleet,
            Owners owners,
            ProjectOwners projects,
            PostedCommands posted,
            OpenWork work,
            Clock clock) {
        this.projects = projects;
        this.posted = posted;
        this.clock = clock;
        this.fleet = fleet;
        this.owners = owners;
        this.work = work;
    }

    private record Everything(
            List<Account> accounts, List<Project> pushProjects, List<Microsoft> graphAccounts) {}

    /** A project of Xtremepush; what is null does not open it. */
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
    HttpResponse<byte[]> fleet() {
        var now = clock.instant();
        return JsonResponses.ok(
                new Everything(
                        owners.all().stream()
                                .flatMap(owner ->
                                        fleet.thingSpaceAccount(owner.account()).stream()
                                                .map(account ->
                                                        account(
                                                                account,
                                                                owner.key(),
                                                                owner.username(),
                                                                now)))
                                .toList(),
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

    private static Account account(
            ThingSpaceAccount account, String key, String username, Instant now) {
        return new Account(
                account.name(),
                key,
                username,
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
                        work.callbacksOpen(),
                        work.queued()));
    }

    /** Commands that callers have sent may be under way for longer than the fleet's own life. */
    private Instant orLater(Instant end) {
        return posted.endsAt().filter(end::isBefore).orElse(end);
    }
}

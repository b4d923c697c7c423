package io.telltale.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The providers' own published examples, which never change, as their resource holds them. */
public record StillFleet(List<Account> thingSpace, Project xtremepush, Microsoft graph) {

    public StillFleet {
        thingSpace = List.copyOf(thingSpace);
    }

    /** An account of ThingSpace as it is written in the resource. */
    public record Account(
            String name,
            List<Scheduled> campaigns,
            List<Histories.Still.Known> histories,
            List<List<DeviceId>> devices,
            List<QueueMessage> queue) {

        public Account {
            campaigns = List.copyOf(campaigns);
            histories = List.copyOf(histories);
            devices = List.copyOf(devices);
            queue = List.copyOf(queue);
        }
    }

    /** A project of Xtremepush as it is written in the resource, oldest push first. */
    public record Project(String name, List<PushListRow> pushes) {

        public Project {
            pushes = List.copyOf(pushes);
        }
    }

    /** A Microsoft account as it is written in the resource. */
    public record Microsoft(String name, List<GraphAccount.Device> devices, List<Sent> commands) {

        public Microsoft {
            devices = List.copyOf(devices);
            commands = List.copyOf(commands);
        }
    }

    /** A command, the device it went to, and what the device's app answered. */
    public record Sent(String deviceId, GraphAccount.Command command, JsonNode responsePayload) {

        private GraphAccount.Sent sent() {
            return new GraphAccount.Sent(
                    deviceId, command, new GraphAccount.Response.Payload(responsePayload));
        }
    }

    /** A campaign of groups of devices with consecutive IMEIs that share an outcome. */
    public record Scheduled(String id, String firstImei, List<Outcome> outcomes) {

        public Scheduled {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** How the upgrade ended for the next {@code devices} devices. */
    public record Outcome(int devices, String status, String resultReason) {}

    /** Reads the resource. */
    public static StillFleet load() {
        try (var resource = StillFleet.class.getResourceAsStream("/still-fleet.json")) {
            return SimulatorJson.read(
                    Objects.requireNonNull(resource, "still-fleet.json").readAllBytes(),
                    StillFleet.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The examples as a fleet. */
    public Fleet fleet(Instant bornAt) {
        return new Fleet(
                thingSpace.stream().map(StillFleet::account).toList(),
                List.of(pushes()),
                account(graph),
                bornAt,
                Optional.empty());
    }

    private PushProject pushes() {
        return new PushProject(
                xtremepush.name(),
                PushProject.Access.EITHER,
                PlannedPushes.still(xtremepush.pushes()));
    }

    private static GraphAccount account(Microsoft account) {
        return new GraphAccount(
                account.name(),
                account.devices(),
                new StillCommands(account.commands().stream().map(Sent::sent).toList()));
    }

    private static ThingSpaceAccount account(Account account) {
        var campaigns = account.campaigns().stream().map(StillFleet::campaign).toList();
        return new ThingSpaceAccount(
                account.name(),
                _ -> campaigns,
                new Histories.Still(account.histories()),
                account.devices(),
                messages(account.queue()));
    }

    private static Campaign campaign(Scheduled campaign) {
        var outcomes = new ArrayList<Outcome>();
        campaign.outcomes()
                .forEach(outcome ->
                        IntStream.range(0, outcome.devices()).forEach(_ -> outcomes.add(outcome)));
        return new Campaign(
                campaign.id(),
                "v2",
                Long.parseLong(campaign.firstImei()),
                outcomes.size(),
                new CampaignContent(
                        "FOTA_Verizon_Upgrade",
                        "FOTA_Verizon_Model-A_00To01_HF",
                        "FOTA_Verizon_Model-A_02To03_HF",
                        "Verizon",
                        "Model-A"),
                CampaignSchedule.ended(LocalDate.of(2020, 8, 21), LocalDate.of(2020, 8, 22)),
                (index, imei, _) -> Optional.of(row(imei, outcomes.get(index))));
    }

    private static CampaignReportLine row(String imei, Outcome outcome) {
        return CampaignReportLine.untimed(imei, outcome.status(), outcome.resultReason());
    }

    private static MessageFlow messages(List<QueueMessage> queue) {
        return new MessageFlow.Planned(
                queue.stream()
                        .map(each -> DeviceMessage.plain(Instant.EPOCH, false, true, "", each))
                        .toList(),
                Math.toIntExact(queue.stream().map(QueueMessage::deviceIds).distinct().count()));
    }
}

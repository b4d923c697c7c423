package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.campaign.CampaignReportLine;
import io.telltale.simulator.scenario.campaign.CampaignSchedule;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.scenario.sms.DeviceMessage;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.MessageFlow;
import io.telltale.simulator.scenario.sms.Population;
import io.telltale.simulator.scenario.sms.QueueMessage;
import io.telltale.simulator.scenario.sms.SmsEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The providers' own published examples, which never change, in the form of their resource. */
record StillFleet(List<Account> thingSpace, Project xtremepush, Microsoft graph) {

    /** An account of ThingSpace. */
    record Account(
            String name,
            List<Scheduled> campaigns,
            List<Known> histories,
            List<List<DeviceId>> devices,
            List<QueueMessage> queue) {}

    /** A project of Xtremepush, oldest push first. */
    record Project(String name, List<PushListRow> pushes) {}

    /** A Microsoft account. */
    record Microsoft(
            String name, List<GraphAccount.Device> devices, List<GraphAccount.Sent> commands) {}

    /** The history of a device. */
    record Known(DeviceId deviceId, List<SmsEvent> events) {}

    /** A campaign of groups of devices with consecutive IMEIs that share an outcome. */
    record Scheduled(String id, long firstImei, List<Outcome> outcomes) {}

    /** The end of the upgrade for the next {@code devices} devices. */
    record Outcome(int devices, String status, String resultReason) {}

    /** Reads the resource. */
    static Fleet load(Instant bornAt) {
        try (var resource = StillFleet.class.getResourceAsStream("/still-fleet.json")) {
            return SimulatorJson.read(
                            Objects.requireNonNull(resource, "still-fleet.json").readAllBytes(),
                            StillFleet.class)
                    .fleet(bornAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fleet fleet(Instant bornAt) {
        return new Fleet(
                thingSpace.stream().map(StillFleet::account).toList(),
                List.of(
                        new PushProject(
                                xtremepush.name(),
                                EnumSet.allOf(PushProject.Access.class),
                                _ -> xtremepush.pushes())),
                new GraphAccount(graph.name(), graph.devices(), _ -> graph.commands().stream()),
                bornAt,
                Optional.empty());
    }

    private static ThingSpaceAccount account(Account account) {
        var campaigns = account.campaigns().stream().map(StillFleet::campaign).toList();
        var queue = account.queue();
        return new ThingSpaceAccount(
                account.name(),
                _ -> campaigns,
                histories(account.histories()),
                account.devices(),
                new MessageFlow.Planned(
                        queue.stream().map(DeviceMessage::queued).toList(),
                        (int) queue.stream().map(QueueMessage::deviceIds).distinct().count()));
    }

    private static Histories histories(List<Known> histories) {
        return new Histories(
                Population.of(histories.stream().map(known -> List.of(known.deviceId())).toList()),
                histories.size(),
                (place, _) -> {
                    var events = histories.get(place).events();
                    return IntStream.range(0, events.size())
                            .mapToObj(key -> events.get(key).dated(key))
                            .toList();
                },
                null);
    }

    private static Campaign campaign(Scheduled campaign) {
        var outcomes =
                campaign.outcomes().stream()
                        .flatMap(each -> Collections.nCopies(each.devices(), each).stream())
                        .toList();
        return new Campaign(
                campaign.id(),
                "v2",
                campaign.firstImei(),
                outcomes.size(),
                new Campaign.Content(
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
}

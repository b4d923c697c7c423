package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.campaign.UpgradeCourse;
import io.telltale.simulator.scenario.sms.DrawnHistories;
import io.telltale.simulator.scenario.sms.DrawnMessages;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.IdRange;
import io.telltale.simulator.scenario.sms.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The fleet by which facts are compared.
 *
 * <p>It has 20,000 campaign devices in 4 campaigns, 10,000 messages of 5,000 devices with 200 twins
 * among them, half of them also offered live, 1,000 histories with 20 longer than one callback,
 * 20,000 pushes in 3 campaigns of 2 projects, and 1,000 commands to 100 devices. Some messages,
 * history events and times of campaigns are written oddly.
 */
final class CheckFleet {

    private static final long FIRST_IMEI = 350_000_010_000_001L;
    private static final long IMEIS_APART = 100_000;
    private static final int CAMPAIGN_DEVICES = 5_000;
    private static final int SENDERS = 1_250;
    private static final int HISTORIES = 250;
    private static final int LONG_HISTORIES = 5;

    /** Per account; with the twins 2,500; 1,250 of them are live. */
    private static final int MESSAGES = 2_450;

    private static final DrawnMessages.Shares MESSAGE_SHARES =
            new DrawnMessages.Shares(1_237, 817, 49, 0, 0, 0.04, 0.03);

    private CheckFleet() {}

    static Fleet of(long seed, Instant bornAt, Duration life) {
        var timed = new TimedFleet(seed, bornAt, life);
        return timed.of(
                (place, name) -> account(timed, place, name),
                3_000,
                new TimedFleet.Pushes(13_400, 67),
                new TimedFleet.Pushes(6_600, 33),
                10);
    }

    private static ThingSpaceAccount account(TimedFleet fleet, int place, String name) {
        var messages =
                new DrawnMessages(
                        fleet.seed(),
                        place,
                        MESSAGES,
                        SENDERS,
                        fleet.bornAt(),
                        fleet.life(),
                        MESSAGE_SHARES,
                        (_, sender, _, _) -> ids(place, sender));
        return new ThingSpaceAccount(
                name,
                fleet.campaign(
                        place,
                        0,
                        "Check",
                        FIRST_IMEI,
                        IMEIS_APART,
                        CAMPAIGN_DEVICES,
                        new UpgradeCourse.Shares(0.008, 0, 0.05)),
                histories(fleet, place),
                List.of(),
                DrawnMessages.flow(messages.all(), SENDERS));
    }

    private static Histories histories(TimedFleet fleet, int place) {
        var devices =
                new Population.Calculated(
                        HISTORIES,
                        List.of(
                                new IdRange("iccid", "891480%04d".formatted(place), 10, 0),
                                new IdRange("msisdn", "1%05d".formatted(place), 5, 0)));
        var events =
                new DrawnHistories(
                        fleet.seed(),
                        place,
                        fleet.bornAt(),
                        60,
                        620,
                        LONG_HISTORIES,
                        12,
                        new DrawnHistories.Shares(0.5, 0.1, 0.02, 0.03));
        return new Histories(devices, HISTORIES, events, null);
    }

    /** One, two or three ids of one device. */
    private static List<DeviceId> ids(int account, int device) {
        var number = account * 100_000 + device;
        var imei = new DeviceId("35900%010d".formatted(number), "imei");
        var mdn = new DeviceId("7%09d".formatted(number), "mdn");
        var esn = new DeviceId("%011d".formatted(number), "esn");
        return switch (device % 5) {
            case 0 -> List.of(imei, mdn);
            case 1 -> List.of(esn, mdn, imei);
            case 2 -> List.of(mdn);
            case 3 -> List.of(esn);
            default -> List.of(imei);
        };
    }
}

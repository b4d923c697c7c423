package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Campaigns over living devices by a daily plan: each block of devices gets one a day, v2 and v3 in
 * turn; those of the last days stay known.
 *
 * @param examples campaigns that are there beside
 */
record LivingCampaigns(long seed, LivingDevices who, Instant bornAt, List<Campaign> examples)
        implements ThingSpaceAccount.CampaignBook {

    private static final int BLOCK = 5_000;
    private static final int DAYS_KNOWN = 2;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SPAN = Duration.ofHours(6);
    private static final double LEAVING = 0.005;
    private static final double JOINING = 0.02;

    LivingCampaigns {
        examples = List.copyOf(examples);
    }

    @Override
    public List<Campaign> at(Instant now) {
        var campaigns = new ArrayList<>(examples);
        var today = Math.max(0, Duration.between(bornAt, now).toDays());
        for (var day = Math.max(0, today - DAYS_KNOWN + 1); day <= today; day++) {
            for (var block = 0; block * BLOCK < who.count(); block++) {
                campaigns.add(campaign(day, block));
            }
        }
        return campaigns;
    }

    private Campaign campaign(long day, int block) {
        var begins = bornAt.plus(DAY.multipliedBy(day));
        var start = begins.atZone(ZoneOffset.UTC).toLocalDate();
        var v3 = block % 2 == 1;
        return new Campaign(
                SeededRandom.uuid(SeededRandom.of(seed, 10, day, block)).toString(),
                v3 ? "v3" : "v2",
                LivingDevices.FIRST_IMEI + (long) block * BLOCK,
                Math.min(BLOCK, who.count() - block * BLOCK),
                new CampaignContent(
                        "Fleet " + (block + 1) + " day " + (day + 1),
                        "FW-%02d".formatted(day + 1),
                        "FW-%02d".formatted(day + 2),
                        "Verizon",
                        "Model-B"),
                CampaignSchedule.between(
                        begins, begins.plus(SPAN), start, start.plusDays(1), block % 3 == 2),
                new UpgradeCourse(
                        seed, 1_000 + day * 10_000 + block, v3, begins, SPAN, LEAVING, JOINING, 0));
    }
}

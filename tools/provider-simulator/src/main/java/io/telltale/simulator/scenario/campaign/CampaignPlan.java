package io.telltale.simulator.scenario.campaign;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The campaigns over blocks of devices: each block gets one in every turn, v2 and v3 by block.
 *
 * @param key separates plans of one seed
 * @param firstImei of block 0
 * @param apart distance between the first IMEIs of two blocks
 * @param firstBlock number of the plan's first block
 * @param devices in all blocks together
 * @param size devices of a block; the last block may have fewer
 * @param times when the campaigns begin
 * @param span how long a campaign lasts
 * @param before campaigns that are there already, and stay
 */
public record CampaignPlan(
        long seed,
        long key,
        String name,
        long firstImei,
        long apart,
        int firstBlock,
        int devices,
        int size,
        Timetable times,
        Duration span,
        UpgradeCourse.Shares shares,
        List<Campaign> before)
        implements Campaign.Book {

    public CampaignPlan {
        before = List.copyOf(before);
    }

    @Override
    public List<Campaign> at(Instant now) {
        var campaigns = new ArrayList<>(before);
        var started = now.isBefore(times.start()) ? times.start() : now;
        times.listed(started)
                .forEach(turn -> {
                    for (var block = 0; block * size < devices; block++) {
                        campaigns.add(campaign(turn, block));
                    }
                });
        return campaigns;
    }

    private Campaign campaign(long turn, int block) {
        var number = firstBlock + block;
        var v3 = number % 2 == 1;
        var begins = times.at(turn);
        return new Campaign(
                SeededRandom.uuid(SeededRandom.of(seed, key, turn, number)).toString(),
                v3 ? "v3" : "v2",
                firstImei + number * apart,
                Math.min(size, devices - block * size),
                new Campaign.Content(
                        "%s %d day %d".formatted(name, number + 1, turn + 1),
                        "FW-%02d".formatted(turn + 1),
                        "FW-%02d".formatted(turn + 2),
                        "Verizon",
                        "Model-B"),
                CampaignSchedule.between(begins, begins.plus(span), number % 4 == 3),
                new UpgradeCourse(
                        seed, key * 1_000_000 + turn * 10_000 + number, v3, begins, span, shares));
    }
}

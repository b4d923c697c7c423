package io.telltale.simulator.scenario.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days of a campaign, and its state at each time.
 *
 * @param begins when it is requested
 * @param ends when it is over
 * @param onDemand whether it is scheduled without being queued
 */
public record CampaignSchedule(
        Instant begins, Instant ends, LocalDate startDate, LocalDate endDate, boolean onDemand) {

    /** A campaign that is over. */
    public static CampaignSchedule ended(LocalDate start, LocalDate end) {
        return new CampaignSchedule(Instant.EPOCH, Instant.EPOCH, start, end, false);
    }

    /** A campaign whose dates cover a week. */
    static CampaignSchedule between(Instant begins, Instant ends, boolean onDemand) {
        var start = LocalDate.ofInstant(begins, ZoneOffset.UTC);
        return new CampaignSchedule(begins, ends, start, start.plusWeeks(1), onDemand);
    }

    public String statusAt(Instant now) {
        var life = Duration.between(begins, ends);
        if (!now.isBefore(ends)) {
            return "CampaignEnded";
        }
        if (!now.isBefore(begins.plus(life.dividedBy(12)))) {
            return "CampaignScheduled";
        }
        return onDemand || now.isBefore(begins.plus(life.dividedBy(30)))
                ? "CampaignRequestPending"
                : "CampaignRequestQueued";
    }
}

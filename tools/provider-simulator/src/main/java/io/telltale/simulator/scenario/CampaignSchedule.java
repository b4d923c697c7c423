package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * When a campaign is in which state.
 *
 * @param phases in order of time; the first holds also before its beginning
 */
public record CampaignSchedule(LocalDate startDate, LocalDate endDate, List<Phase> phases) {

    public CampaignSchedule {
        phases = List.copyOf(phases);
    }

    /** A state and when it begins. */
    public record Phase(Instant begins, String status) {}

    /** A campaign that is over. */
    static CampaignSchedule ended(LocalDate start, LocalDate end) {
        return new CampaignSchedule(start, end, List.of(new Phase(Instant.EPOCH, "CampaignEnded")));
    }

    /**
     * A campaign that is requested at a time and over at another.
     *
     * @param onDemand whether it is scheduled without being queued
     */
    static CampaignSchedule between(
            Instant begin, Instant end, LocalDate start, LocalDate last, boolean onDemand) {
        var life = Duration.between(begin, end);
        var scheduled = new Phase(begin.plus(life.dividedBy(12)), "CampaignScheduled");
        var pending = new Phase(begin, "CampaignRequestPending");
        var ended = new Phase(end, "CampaignEnded");
        return new CampaignSchedule(
                start,
                last,
                onDemand
                        ? List.of(pending, scheduled, ended)
                        : List.of(
                                pending,
                                new Phase(begin.plus(life.dividedBy(30)), "CampaignRequestQueued"),
                                scheduled,
                                ended));
    }

    public String statusAt(Instant now) {
        var status = phases.getFirst().status();
        for (var phase : phases) {
            if (!now.isBefore(phase.begins())) {
                status = phase.status();
            }
        }
        return status;
    }
}

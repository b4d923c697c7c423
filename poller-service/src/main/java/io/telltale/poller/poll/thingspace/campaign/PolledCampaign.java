package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.TaskParameters;
import io.telltale.providers.thingspace.campaign.ApiVersion;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.ref.CampaignRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A campaign as its task describes it.
 *
 * @param task the task
 * @param ref the campaign
 * @param api version of the API that reports it
 * @param endsOn its last day as planned, if known
 * @param afterEnd how long after that day reports are still expected
 */
record PolledCampaign(
        PollTask task,
        CampaignRef ref,
        ApiVersion api,
        Optional<LocalDate> endsOn,
        Duration afterEnd) {

    private static final Duration AFTER_END = Duration.ofDays(14);

    /**
     * Reads the task's parameters.
     *
     * @throws IllegalArgumentException if one is missing
     * @throws java.time.DateTimeException if one is no time
     */
    static PolledCampaign of(PollTask task) {
        var parameters = new TaskParameters(task);
        return new PolledCampaign(
                task,
                new CampaignRef(task.getAccount(), parameters.needed("campaignId")),
                "v3".equals(parameters.text("api").orElse("v2")) ? ApiVersion.V3 : ApiVersion.V2,
                parameters.text("endsOn").map(LocalDate::parse),
                parameters.duration("afterEnd").orElse(AFTER_END));
    }

    /** Whether its rows carry the time of their last change. */
    boolean hasTimes() {
        return api == ApiVersion.V3;
    }

    /** Whether no change is expected any more. The days are taken as those of UTC. */
    boolean isOver(Instant now) {
        return endsOn.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .filter(end -> now.isAfter(end.plus(afterEnd)))
                .isPresent();
    }
}

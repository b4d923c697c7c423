package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.TaskParameters;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.thingspace.campaign.ApiVersion;
import io.telltale.providers.thingspace.campaign.CampaignListEntry;
import io.telltale.providers.thingspace.campaign.CampaignListEntryMapper;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * How an account's campaigns are discovered.
 *
 * @param task the task
 * @param apis versions of the API, in their order
 * @param follow whether what is found is polled too
 * @param every interval of what is found
 */
record DiscoverySettings(PollTask task, List<ApiVersion> apis, boolean follow, Duration every) {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /**
     * Reads the task's parameters.
     *
     * @throws java.time.DateTimeException if one is no length of time
     */
    static DiscoverySettings of(PollTask task) {
        var parameters = new TaskParameters(task);
        var api = parameters.text("api").orElse("both");
        return new DiscoverySettings(
                task,
                List.of(ApiVersion.values()).stream()
                        .filter(version -> api.equals("both") || api.equals(version.pathPart()))
                        .toList(),
                parameters.flag("follow", true),
                parameters.duration("every").orElse(EVERY));
    }

    /** The task that polls the campaign; empty when it is not followed or over. */
    Optional<PollTask> found(CampaignListEntry campaign, ApiVersion api, Instant now) {
        if (!follow) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        parameters.put("campaignId", campaign.id());
        parameters.put("api", api.pathPart());
        campaign.endDate().ifPresent(day -> parameters.put("endsOn", day.toString()));
        var found =
                PollTasks.create(
                        PollKind.THINGSPACE_CAMPAIGN, task.getAccount(), parameters, every);
        return Optional.of(found).filter(it -> !PolledCampaign.of(it).isOver(now));
    }

    /** Differs when the campaign changed, or its task would be another. */
    String digest(CampaignListEntry campaign) {
        return EventId.of(
                CampaignListEntryMapper.rowDigest(campaign), follow ? every.toString() : null);
    }
}

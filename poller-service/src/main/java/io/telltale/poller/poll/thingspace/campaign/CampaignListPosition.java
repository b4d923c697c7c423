package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.providers.thingspace.campaign.ApiVersion;
import io.telltale.providers.thingspace.campaign.CampaignStatusQuery;
import java.util.List;
import java.util.Optional;

/**
 * A page in the lists of campaigns: one list per version of the API and state of the campaign.
 *
 * @param api version of the API
 * @param status state that is asked for
 * @param after cursor of the page; empty for the first one
 */
record CampaignListPosition(ApiVersion api, CampaignStatusQuery status, Optional<String> after) {

    private static final List<CampaignStatusQuery> STATUSES = List.of(CampaignStatusQuery.values());
    private static final String FIRST = "0";
    private static final int PARTS = 3;

    /** The same list after this cursor. */
    CampaignListPosition page(String cursor) {
        return new CampaignListPosition(api, status, Optional.of(cursor));
    }

    /** The first page of the first list of a version. */
    static CampaignListPosition first(ApiVersion api) {
        return new CampaignListPosition(api, STATUSES.getFirst(), Optional.empty());
    }

    /** The first page of the list that follows; empty after the last one. */
    Optional<CampaignListPosition> nextList(List<ApiVersion> apis) {
        var nextStatus = STATUSES.indexOf(status) + 1;
        if (nextStatus < STATUSES.size()) {
            return Optional.of(
                    new CampaignListPosition(api, STATUSES.get(nextStatus), Optional.empty()));
        }
        return apis.stream()
                .skip(apis.indexOf(api) + 1L)
                .findFirst()
                .map(CampaignListPosition::first);
    }

    /** Reads what {@link #toString()} wrote; empty where it names no list of these versions. */
    static Optional<CampaignListPosition> parse(String text, List<ApiVersion> apis) {
        var parts = text.split("/", PARTS);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        var after = Optional.of(parts[2]).filter(cursor -> !cursor.equals(FIRST));
        return apis.stream()
                .filter(api -> api.pathPart().equals(parts[0]))
                .flatMap(api ->
                        STATUSES.stream()
                                .filter(status -> status.value().equals(parts[1]))
                                .map(status -> new CampaignListPosition(api, status, after)))
                .findFirst();
    }

    @Override
    public String toString() {
        return "%s/%s/%s".formatted(api.pathPart(), status.value(), after.orElse(FIRST));
    }
}

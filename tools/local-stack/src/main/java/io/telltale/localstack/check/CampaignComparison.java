package io.telltale.localstack.check;

import static io.telltale.localstack.check.StreamsReads.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.expected.Campaign;
import io.telltale.localstack.expected.Standing;
import io.telltale.localstack.expected.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares every campaign: its counts, its reasons, and where each of its devices stands. */
final class CampaignComparison {

    private static final int PAGE = 300;

    /** More of them are not told. */
    private static final int MOST_REASONS = 50;

    private final ExpectedAnswers expected;
    private final StreamsReads reads;
    private final Map<String, Long> reported;
    private final Comparison campaigns = new Comparison("campaigns");
    private final Comparison members = new Comparison("members");

    /**
     * A comparison.
     *
     * @param reported how many devices the provider says there are, by campaign
     */
    CampaignComparison(World world, StreamsReads reads, Map<String, Long> reported) {
        this.expected = new ExpectedAnswers(world);
        this.reads = reads;
        this.reported = Map.copyOf(reported);
    }

    /** How it came out so far. */
    List<Comparison.Result> results() {
        return List.of(campaigns.result(), members.result());
    }

    /** One campaign. */
    void compare(Campaign campaign) throws InterruptedException {
        var path = "/campaigns/" + encoded(campaign.ref());
        var answer = reads.find(path);
        campaigns.count(1, answer.isPresent() ? 1 : 0);
        if (answer.isEmpty()) {
            campaigns.missing(campaign::ref);
        } else {
            var wanted = expected.campaign(campaign, reported.get(campaign.ref()));
            Difference.between(wanted, answer.get())
                    .ifPresent(what -> campaigns.different(() -> campaign.ref() + what));
            compareReasons(campaign, answer.get().path("byReason"));
        }
        DeviceComparison.compareItems(
                members,
                campaign.ref(),
                campaign.members().stream().map(expected::standing).toList(),
                reads.list(path + "/devices", PAGE).orElse(List.of()),
                item -> item.path("ref"));
        compareRemoved(campaign, path);
    }

    private void compareReasons(Campaign campaign, JsonNode answer) {
        var told = new HashMap<Campaign.Count, Long>();
        for (var reason : answer) {
            var text = reason.path("reason");
            told.put(
                    new Campaign.Count(
                            reason.path("outcome").asText(),
                            reason.path("providerStatus").asText(),
                            text.isNull() ? null : text.asText()),
                    reason.path("devices").asLong());
        }
        var counted = campaign.byReason();
        var isRight =
                counted.size() <= MOST_REASONS
                        ? counted.equals(told)
                        : told.size() == MOST_REASONS
                                && counted.entrySet().containsAll(told.entrySet());
        if (!isRight) {
            campaigns.different(() ->
                    "%s/byReason: expected %s, was %s".formatted(campaign.ref(), counted, told));
        }
    }

    private void compareRemoved(Campaign campaign, String path) throws InterruptedException {
        var removed =
                campaign.standings().stream()
                        .filter(standing -> standing.outcome().equals("REMOVED"))
                        .map(Standing::ref)
                        .toList();
        var answer =
                reads.find(path + "/devices?outcome=REMOVED&limit=500")
                        .map(page -> page.path("items").findValuesAsText("ref"))
                        .orElse(List.of());
        members.count(removed.size(), answer.size());
        if (!removed.equals(answer)) {
            members.different(() ->
                    "%s: removed are %s, has to be %s".formatted(campaign.ref(), answer, removed));
        }
    }
}

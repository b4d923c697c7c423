package io.telltale.localstack.check.streams;

import static io.telltale.localstack.http.Http.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.recomputation.ExpectedCampaign;
import io.telltale.recomputation.ExpectedWorld;
import io.telltale.recomputation.MemberStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares every campaign: its counts, its reasons, and the status of each of its devices. */
final class CampaignComparison {

    private static final int PAGE = 300;

    /** More of them are not answered. */
    private static final int MOST_REASONS = 50;

    private final ExpectedAnswers expected;
    private final StreamsReads reads;
    private final Map<String, Long> reported;
    private final Comparison campaigns = new Comparison("campaigns");
    private final Comparison members = new Comparison("members");

    /**
     * A comparison.
     *
     * @param reported the provider's number of devices by campaign
     */
    CampaignComparison(ExpectedWorld world, StreamsReads reads, Map<String, Long> reported) {
        this.expected = new ExpectedAnswers(world);
        this.reads = reads;
        this.reported = Map.copyOf(reported);
    }

    /** How it came out so far. */
    List<FamilyResult> results() {
        return List.of(campaigns.result(), members.result());
    }

    /** One campaign. */
    void compare(ExpectedCampaign campaign) throws InterruptedException {
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
        ItemComparison.compare(
                members,
                campaign.ref(),
                campaign.members().stream().map(expected::member).toList(),
                reads.list(path + "/devices", PAGE).orElse(List.of()),
                item -> item.path("ref"));
        compareRemoved(campaign, path);
    }

    private void compareReasons(ExpectedCampaign campaign, JsonNode answer) {
        var answered = new HashMap<ExpectedCampaign.Count, Long>();
        for (var reason : answer) {
            var text = reason.path("reason");
            answered.put(
                    new ExpectedCampaign.Count(
                            reason.path("outcome").asText(),
                            reason.path("providerStatus").asText(),
                            text.isNull() ? null : text.asText()),
                    reason.path("devices").asLong());
        }
        var counted = campaign.byReason();
        var isRight =
                counted.size() <= MOST_REASONS
                        ? counted.equals(answered)
                        : areMostFrequent(answered, counted);
        if (!isRight) {
            campaigns.different(() ->
                    "%s/byReason: expected %s, was %s"
                            .formatted(campaign.ref(), counted, answered));
        }
    }

    /** Of reasons that are equally frequent any may be left out. */
    private static boolean areMostFrequent(
            Map<ExpectedCampaign.Count, Long> answered, Map<ExpectedCampaign.Count, Long> counted) {
        var most =
                counted.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(MOST_REASONS)
                        .toList();
        return counted.entrySet().containsAll(answered.entrySet())
                && answered.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .toList()
                        .equals(most);
    }

    private void compareRemoved(ExpectedCampaign campaign, String path)
            throws InterruptedException {
        var removed =
                campaign.statuses().stream()
                        .filter(status -> status.outcome().equals("REMOVED"))
                        .map(MemberStatus::ref)
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

package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.check.streams.Difference;
import io.telltale.recomputation.MemberStatus;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Compares answers about campaigns. A count is right if it lies between the members that surely
 * have to be counted and those that may be.
 */
final class CampaignJudge {

    private final Map<String, CampaignArrivals> campaigns;
    private final RefGroups groups;

    CampaignJudge(Map<String, CampaignArrivals> campaigns, RefGroups groups) {
        this.campaigns = Map.copyOf(campaigns);
        this.groups = groups;
    }

    Verdict campaign(ReadAnswer answer, Answered times, JsonNode body) {
        return judge(answer, times, statuses -> counts(body, statuses));
    }

    Verdict members(ReadAnswer answer, Answered times, JsonNode body) {
        return judge(answer, times, statuses -> page(body, times, statuses));
    }

    /** Compares with the statuses that each member may have. */
    private interface Comparing {
        Verdict with(SortedMap<String, List<Optional<MemberStatus>>> statuses);
    }

    private Verdict judge(ReadAnswer answer, Answered times, Comparing comparing) {
        var records = campaigns.get(answer.read().subject());
        if (!answer.isFound()) {
            return records == null || !records.isKnown(times.asOf())
                    ? Verdict.RIGHT
                    : new Verdict.Wrong("it is known, and was answered as unknown");
        }
        if (records == null) {
            return new Verdict.Wrong("there is no such campaign");
        }
        var statuses = records.between(times.asOf(), times.answeredAt());
        return statuses.values().stream().anyMatch(List::isEmpty)
                ? Verdict.OPEN
                : comparing.with(statuses);
    }

    private static Verdict counts(
            JsonNode body, SortedMap<String, List<Optional<MemberStatus>>> statuses) {
        var all = difference("devices", body.path("devices").asLong(), statuses, _ -> true);
        if (all.isPresent()) {
            return new Verdict.Wrong(all.get());
        }
        var sum = 0L;
        for (var outcome : body.path("byOutcome").properties()) {
            var count = outcome.getValue().asLong();
            sum += count;
            var difference =
                    difference(
                            outcome.getKey(),
                            count,
                            statuses,
                            status -> status.outcome().equals(outcome.getKey()));
            if (difference.isPresent()) {
                return new Verdict.Wrong(difference.get());
            }
        }
        return sum == body.path("devices").asLong()
                ? Verdict.RIGHT
                : new Verdict.Wrong("the outcomes have another sum than the devices");
    }

    private static Optional<String> difference(
            String what,
            long count,
            SortedMap<String, List<Optional<MemberStatus>>> statuses,
            Predicate<MemberStatus> counts) {
        var least = 0L;
        var most = 0L;
        for (var each : statuses.values()) {
            var matching =
                    each.stream().filter(status -> status.filter(counts).isPresent()).count();
            least += matching == each.size() ? 1 : 0;
            most += matching > 0 ? 1 : 0;
        }
        return least <= count && count <= most
                ? Optional.empty()
                : Optional.of("%s: expected %d to %d, was %d".formatted(what, least, most, count));
    }

    private Verdict page(
            JsonNode body,
            Answered times,
            SortedMap<String, List<Optional<MemberStatus>>> statuses) {
        var last = "";
        var found = new HashSet<String>();
        for (var item : body.path("items")) {
            var ref = item.path("ref").asText();
            if (ref.compareTo(last) <= 0) {
                return new Verdict.Wrong("not ascending at " + ref);
            }
            last = ref;
            found.add(ref);
            var difference = difference(item, times, statuses.getOrDefault(ref, List.of()));
            if (difference.isPresent()) {
                return new Verdict.Wrong(ref + difference.get());
            }
        }
        var expected =
                body.path("nextCursor").isTextual()
                        ? statuses.headMap(last + "\0")
                        : new TreeMap<>(statuses);
        return missing(expected, found)
                .<Verdict>map(ref -> new Verdict.Wrong(ref + " is missing"))
                .orElse(Verdict.RIGHT);
    }

    private static Optional<String> missing(
            Map<String, List<Optional<MemberStatus>>> statuses, Collection<String> found) {
        return statuses.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(Optional::isPresent))
                .map(Map.Entry::getKey)
                .filter(ref -> !found.contains(ref))
                .findFirst();
    }

    private Optional<String> difference(
            JsonNode item, Answered times, List<Optional<MemberStatus>> statuses) {
        var ref = item.path("ref").asText();
        var group = groups.of(ref).filter(each -> !each.isTooLarge());
        var worlds =
                group.map(each -> each.between(times.asOf(), times.answeredAt())).orElse(List.of());
        var possible = statuses.stream().flatMap(Optional::stream).toList();
        if (possible.isEmpty()) {
            return Optional.of(" is no member");
        }
        if (worlds.isEmpty()) {
            return Optional.empty();
        }
        var differences =
                worlds.stream()
                        .flatMap(world -> possible.stream().map(world.answers()::member))
                        .map(CampaignJudge::withoutSilence)
                        .map(expected -> Difference.between(expected, item))
                        .toList();
        return differences.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : differences.getFirst();
    }

    /**
     * Whether a member is silent depends on the clock, and on polls that end while it is killed.
     */
    private static ObjectNode withoutSilence(ObjectNode member) {
        return member.without("stuckReason");
    }

    Verdict list(Answered times, JsonNode body) {
        var found = new HashSet<String>();
        for (var item : body.path("items")) {
            var ref = item.path("campaignRef").asText();
            if (!campaigns.containsKey(ref)) {
                return new Verdict.Wrong("there is no such campaign: " + ref);
            }
            if (!found.add(ref)) {
                return new Verdict.Wrong(ref + " is there twice");
            }
        }
        return body.path("nextCursor").isTextual()
                ? Verdict.OPEN
                : campaigns.entrySet().stream()
                        .filter(entry -> entry.getValue().isKnown(times.asOf()))
                        .map(Map.Entry::getKey)
                        .filter(ref -> !found.contains(ref))
                        .findFirst()
                        .<Verdict>map(ref -> new Verdict.Wrong(ref + " is missing"))
                        .orElse(Verdict.RIGHT);
    }
}

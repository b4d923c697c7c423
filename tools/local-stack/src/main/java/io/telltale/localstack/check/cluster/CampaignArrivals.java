package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.cluster.Arrival.Event;
import io.telltale.localstack.check.cluster.PossibleRecords.Cut;
import io.telltale.recomputation.ExpectedCampaign;
import io.telltale.recomputation.MemberStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The records of one campaign, by the ref of its member. For several threads. */
final class CampaignArrivals {

    /** More records of one member at about the same time leave it open. */
    private static final int MOST_CUTS = 128;

    private final String campaign;
    private final SortedMap<String, Member> members = new TreeMap<>();

    private CampaignArrivals(String campaign, Map<String, List<Arrival>> records) {
        this.campaign = campaign;
        records.forEach((ref, own) -> members.put(ref, new Member(new PossibleRecords(own))));
    }

    /** Those of every campaign, by its ref. */
    static Map<String, CampaignArrivals> of(List<Arrival> arrivals) {
        var records = new HashMap<String, Map<String, List<Arrival>>>();
        for (var arrival : arrivals) {
            if (arrival.fact() instanceof Event(var row)) {
                ExpectedCampaign.of(List.of(row))
                        .keySet()
                        .forEach(campaign ->
                                records.computeIfAbsent(campaign, _ -> new HashMap<>())
                                        .computeIfAbsent(row.ref(), _ -> new ArrayList<>())
                                        .add(arrival));
            }
        }
        var campaigns = new HashMap<String, CampaignArrivals>();
        records.forEach(
                (campaign, own) -> campaigns.put(campaign, new CampaignArrivals(campaign, own)));
        return campaigns;
    }

    /** Whether any record of it was seen at a time. */
    boolean isKnown(Instant time) {
        return members.values().stream().anyMatch(member -> member.isKnown(time));
    }

    /**
     * The statuses that each ref may have in an answer, ascending by ref; an empty status where it
     * is no member, and an empty list where there are too many.
     */
    SortedMap<String, List<Optional<MemberStatus>>> between(Instant asOf, Instant answeredAt) {
        var statuses = new TreeMap<String, List<Optional<MemberStatus>>>();
        members.forEach((ref, member) -> statuses.put(ref, member.between(asOf, answeredAt)));
        return statuses;
    }

    /** One ref's records in this campaign. */
    private final class Member {

        private final PossibleRecords records;
        private final Map<Cut, Optional<MemberStatus>> statuses = new HashMap<>();

        Member(PossibleRecords records) {
            this.records = records;
        }

        boolean isKnown(Instant time) {
            return !records.of(records.seenAt(time)).isEmpty();
        }

        synchronized List<Optional<MemberStatus>> between(Instant asOf, Instant answeredAt) {
            return records.between(asOf, answeredAt, MOST_CUTS).stream()
                    .map(cut -> statuses.computeIfAbsent(cut, this::status))
                    .distinct()
                    .toList();
        }

        private Optional<MemberStatus> status(Cut cut) {
            return Optional.ofNullable(
                            ExpectedCampaign.of(Arrival.rows(records.of(cut))).get(campaign))
                    .flatMap(found -> found.members().stream().findFirst());
        }
    }
}

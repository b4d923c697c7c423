package io.telltale.recomputation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A campaign after all readings of its devices.
 *
 * @param ref account and campaign id
 * @param kind SOFTWARE_UPGRADE or PUSH
 * @param statuses of its devices, the removed ones among them, ascending by ref
 */
public record ExpectedCampaign(
        String ref, String kind, String provider, String account, List<MemberStatus> statuses) {

    /** Dates, times and numbers. */
    private static final List<Pattern> VARYING =
            List.of(
                    Pattern.compile(
                            "\\d{4}-\\d{2}-\\d{2}([T ]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"),
                    Pattern.compile(
                            "\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \\d{2,4}"),
                    Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2})?"),
                    Pattern.compile("\\d+"));

    /** Devices that share these. */
    public record Count(String outcome, String providerStatus, @Nullable String reason) {}

    /** The campaigns of all rows, by ref. */
    public static Map<String, ExpectedCampaign> of(Collection<? extends EventRow> rows) {
        Map<String, Map<String, MemberStatus>> last = new TreeMap<>();
        Map<String, EventRow> any = new HashMap<>();
        for (var row : rows) {
            var campaign = refOf(row);
            if (!campaign.isEmpty()) {
                var status = status(row);
                any.put(campaign, row);
                last.computeIfAbsent(campaign, _ -> new TreeMap<>())
                        .merge(
                                status.ref(),
                                status,
                                (one, other) ->
                                        MemberStatus.ORDER.compare(one, other) >= 0 ? one : other);
            }
        }
        var campaigns = new TreeMap<String, ExpectedCampaign>();
        any.forEach((ref, row) ->
                campaigns.put(
                        ref,
                        new ExpectedCampaign(
                                ref,
                                row instanceof EventRow.Push ? "PUSH" : "SOFTWARE_UPGRADE",
                                row.provider(),
                                row.account(),
                                new ArrayList<>(last.getOrDefault(ref, Map.of()).values()))));
        return campaigns;
    }

    private static String refOf(EventRow row) {
        return switch (row) {
            case EventRow.Status reading ->
                    reading.kind().equals("SOFTWARE_UPGRADE")
                            ? reading.account() + ":" + reading.taskId()
                            : "";
            case EventRow.Push push -> push.campaignRef();
            case EventRow.Sms _ -> "";
        };
    }

    private static MemberStatus status(EventRow row) {
        return switch (row) {
            case EventRow.Status reading -> MemberStatus.of(reading);
            case EventRow.Push push -> MemberStatus.of(push);
            case EventRow.Sms _ -> throw new IllegalArgumentException("no campaign sends an SMS");
        };
    }

    /** The provider's id. */
    public String id() {
        return ref.substring(ref.indexOf(':') + 1);
    }

    /** Devices that are still in it, ascending by ref. */
    public List<MemberStatus> members() {
        return statuses.stream().filter(status -> !status.outcome().equals("REMOVED")).toList();
    }

    /** How many devices share an outcome. */
    public Map<String, Long> byOutcome() {
        var counts = new TreeMap<String, Long>();
        members().forEach(status -> counts.merge(status.outcome(), 1L, Long::sum));
        return counts;
    }

    /** How many devices share outcome, provider status and normalized reason. */
    public Map<Count, Long> byReason() {
        var counts = new HashMap<Count, Long>();
        for (var status : members()) {
            var reason = normalized(status.reason());
            counts.merge(
                    new Count(status.outcome(), status.providerStatus(), reason), 1L, Long::sum);
        }
        return counts;
    }

    /** Each sort of varying text in turn, the longest first. */
    static @Nullable String normalized(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        var text = reason.strip();
        for (var pattern : VARYING) {
            text = pattern.matcher(text).replaceAll("#");
        }
        return text;
    }
}

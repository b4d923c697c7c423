package io.telltale.localstack.expected;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A campaign after all that was told of its devices.
 *
 * @param ref account and campaign id
 * @param kind SOFTWARE_UPGRADE or PUSH
 * @param standings of its devices, the removed ones among them, ascending by ref
 */
public record Campaign(
        String ref, String kind, String provider, String account, List<Standing> standings) {

    private static final Comparator<Standing> ORDER =
            Comparator.comparing(Standing::orderAt)
                    .thenComparingLong(Standing::place)
                    .thenComparing(Standing::eventId);

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

    /** All campaigns that rows tell of, by ref. */
    public static Map<String, Campaign> of(Collection<? extends Row> rows) {
        Map<String, Map<String, Standing>> last = new TreeMap<>();
        Map<String, Row> any = new HashMap<>();
        for (var row : rows) {
            var campaign = refOf(row);
            if (!campaign.isEmpty()) {
                var standing = standing(row);
                any.put(campaign, row);
                last.computeIfAbsent(campaign, _ -> new TreeMap<>())
                        .merge(
                                standing.ref(),
                                standing,
                                (one, other) -> ORDER.compare(one, other) >= 0 ? one : other);
            }
        }
        var campaigns = new TreeMap<String, Campaign>();
        any.forEach((ref, row) ->
                campaigns.put(
                        ref,
                        new Campaign(
                                ref,
                                row instanceof Row.Push ? "PUSH" : "SOFTWARE_UPGRADE",
                                row.provider(),
                                row.account(),
                                new ArrayList<>(last.getOrDefault(ref, Map.of()).values()))));
        return campaigns;
    }

    private static String refOf(Row row) {
        return switch (row) {
            case Row.Status status ->
                    status.kind().equals("SOFTWARE_UPGRADE")
                            ? status.account() + ":" + status.taskId()
                            : "";
            case Row.Push push -> push.campaignRef();
            case Row.Sms _ -> "";
        };
    }

    private static Standing standing(Row row) {
        return switch (row) {
            case Row.Status status -> Standing.of(status);
            case Row.Push push -> Standing.of(push);
            case Row.Sms _ -> throw new IllegalArgumentException("no campaign sends an SMS");
        };
    }

    /** The provider's id. */
    public String id() {
        return ref.substring(ref.indexOf(':') + 1);
    }

    /** Devices that are still in it, ascending by ref. */
    public List<Standing> members() {
        return standings.stream()
                .filter(standing -> !standing.outcome().equals("REMOVED"))
                .toList();
    }

    /** How many devices share an outcome. */
    public Map<String, Long> byOutcome() {
        var counts = new TreeMap<String, Long>();
        members().forEach(standing -> counts.merge(standing.outcome(), 1L, Long::sum));
        return counts;
    }

    /** How many devices share outcome, word and reason, reasons without what varies in them. */
    public Map<Count, Long> byReason() {
        var counts = new HashMap<Count, Long>();
        for (var standing : members()) {
            var reason = normalized(standing.reason());
            counts.merge(
                    new Count(standing.outcome(), standing.providerStatus(), reason),
                    1L,
                    Long::sum);
        }
        return counts;
    }

    /** Each sort of varying text in turn, the longest first. */
    private static @Nullable String normalized(@Nullable String reason) {
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

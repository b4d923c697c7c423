package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedCampaign;
import io.telltale.recomputation.ExpectedMessage;
import io.telltale.recomputation.ExpectedTask;
import io.telltale.recomputation.ExpectedWorld;
import io.telltale.recomputation.MemberStatus;
import io.telltale.recomputation.RosterMember;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be answered over HTTP, with the members and names of the HTTP contract. */
public final class ExpectedAnswers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> PROVIDERS = List.of("thingspace", "xtremepush", "graph");
    private static final List<String> OUTCOMES =
            List.of(
                    "PENDING",
                    "IN_PROGRESS",
                    "SUCCEEDED",
                    "FAILED",
                    "CANCELED",
                    "EXPIRED",
                    "UNKNOWN");

    private final ExpectedWorld world;

    /** Of this world. */
    public ExpectedAnswers(ExpectedWorld world) {
        this.world = world;
    }

    /**
     * {@code GET /devices/{ref}}.
     *
     * @param asked the ref in the spelling of the request
     */
    public ObjectNode device(String ref, String asked) {
        var key = world.keyOf(ref);
        var rows = world.rowsOf(key);
        var answer = JSON.createObjectNode().put("deviceKey", key).put("requestedRef", asked);
        world.refsOf(key).forEach(answer.putArray("refs")::add);
        answer.set("accounts", accounts(rows));
        answer.put(
                "firstObservedAt",
                text(observed(rows).min(Comparator.naturalOrder()).orElse(null)));
        answer.put(
                "lastObservedAt", text(observed(rows).max(Comparator.naturalOrder()).orElse(null)));
        answer.set("tasks", taskCounts(world.tasks(key)));
        answer.set("sms", smsCounts(of(rows, EventRow.Sms.class), world.messages(key)));
        answer.set("pushActions", pushCounts(of(rows, EventRow.Push.class)));
        return answer;
    }

    private static Stream<Instant> observed(List<EventRow> rows) {
        return rows.stream().map(EventRow::observedAt);
    }

    private static ArrayNode accounts(List<EventRow> rows) {
        Map<List<String>, Instant> last =
                new TreeMap<>(
                        Comparator.<List<String>>comparingInt(
                                        each -> PROVIDERS.indexOf(each.getFirst()))
                                .thenComparing(List::getLast));
        for (var row : rows) {
            last.merge(
                    List.of(row.provider(), row.account()),
                    row.observedAt(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        var accounts = JSON.createArrayNode();
        last.forEach((account, at) ->
                accounts.addObject()
                        .put("provider", account.getFirst())
                        .put("account", account.getLast())
                        .put("lastObservedAt", text(at)));
        return accounts;
    }

    private static ObjectNode taskCounts(List<ExpectedTask> tasks) {
        var counts = JSON.createObjectNode().put("total", tasks.size());
        counts.set(
                "byOutcome", counted(tasks.stream().map(task -> task.last().outcome()).toList()));
        return counts;
    }

    private static ObjectNode smsCounts(List<EventRow.Sms> rows, List<ExpectedMessage> messages) {
        var counts = JSON.createObjectNode();
        counts.put("total", messages.size());
        counts.put("mobileOriginated", count(messages, "MOBILE_ORIGINATED"));
        counts.put("mobileTerminated", count(messages, "MOBILE_TERMINATED"));
        counts.set(
                "byDeliveryStatus",
                counted(
                        messages.stream()
                                .map(message -> message.delivered().delivery())
                                .filter(Objects::nonNull)
                                .toList()));
        return counts.put("lastAt", text(last(rows)));
    }

    private static long count(List<ExpectedMessage> messages, String direction) {
        return messages.stream().filter(message -> message.direction().equals(direction)).count();
    }

    /** A push that turns to failed comes again and stays one push. */
    private static ObjectNode pushCounts(List<EventRow.Push> rows) {
        var total = new HashSet<List<Object>>();
        var failed = new HashSet<List<Object>>();
        rows.stream()
                .sorted(
                        Comparator.comparing(EventRow.Push::observedAt)
                                .thenComparing(EventRow::eventId))
                .filter(row -> row.failed() != null)
                .forEach(row -> {
                    if (Boolean.TRUE.equals(row.failed())) {
                        failed.add(push(row));
                    } else {
                        failed.remove(push(row));
                    }
                });
        rows.forEach(row -> total.add(push(row)));
        return JSON.createObjectNode()
                .put("total", total.size())
                .put("failed", failed.size())
                .put("lastAt", text(last(rows)));
    }

    private static List<Object> push(EventRow.Push row) {
        var at = row.occurredAt();
        return List.of(
                row.campaignRef(), row.actionId(), row.ref(), at == null ? row.eventId() : at);
    }

    private static @Nullable Instant last(Collection<? extends EventRow> rows) {
        return rows.stream().map(EventRow::orderAt).max(Comparator.naturalOrder()).orElse(null);
    }

    private static ObjectNode counted(List<String> values) {
        var counts = new TreeMap<String, Integer>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        var answer = JSON.createObjectNode();
        counts.forEach(answer::put);
        return answer;
    }

    /** {@code GET /devices/{ref}/identity}: the roster of the device, evidence included. */
    public ObjectNode identity(String ref) {
        var key = world.keyOf(ref);
        var answer = JSON.createObjectNode().put("deviceKey", key);
        var members = answer.putArray("members");
        world.roster(key).forEach(member -> members.add(member(member)));
        return answer;
    }

    private static ObjectNode member(RosterMember member) {
        return JSON.createObjectNode()
                .put("ref", member.ref())
                .put("since", text(member.since()))
                .put("until", text(member.until()))
                .put("source", member.evidence().isDeclared() ? "DECLARED" : "LEARNED")
                .put("evidence", member.evidence().text());
    }

    /** {@code GET /devices/{ref}/tasks}. */
    public List<ObjectNode> tasks(String key) {
        return world.tasks(key).stream().map(ExpectedAnswers::task).toList();
    }

    private static ObjectNode task(ExpectedTask task) {
        var last = task.last();
        var isUpgrade = last.kind().equals("SOFTWARE_UPGRADE");
        var answer =
                JSON.createObjectNode()
                        .put("kind", last.kind())
                        .put("taskId", last.taskId())
                        .put("campaignRef", isUpgrade ? last.account() + ":" + last.taskId() : null)
                        .put("ref", last.ref())
                        .put("outcome", last.outcome())
                        .put("providerStatus", last.providerStatus())
                        .put("reason", last.reason())
                        .put("provider", last.provider())
                        .put("account", last.account())
                        .put("occurredAt", text(last.occurredAt()))
                        .put("observedAt", text(last.observedAt()));
        var transitions = answer.putArray("transitions");
        task.transitions()
                .forEach(change ->
                        transitions
                                .addObject()
                                .put("outcome", change.outcome())
                                .put("providerStatus", change.providerStatus())
                                .put("at", text(change.at())));
        answer.set("command", task.command() == null ? JSON.nullNode() : task.command());
        return answer;
    }

    /** {@code GET /devices/{ref}/push-actions}: newest first. */
    public List<ObjectNode> pushActions(String key) {
        return of(world.rowsOf(key), EventRow.Push.class).stream()
                .sorted(Comparator.comparing(EventRow::place).reversed())
                .map(ExpectedAnswers::pushAction)
                .toList();
    }

    private static ObjectNode pushAction(EventRow.Push row) {
        return JSON.createObjectNode()
                .put("actionId", row.actionId())
                .put("campaignId", row.campaignId())
                .put("campaignRef", row.campaignRef())
                .put("ref", row.ref())
                .put("failed", row.failed())
                .put("errorMessage", row.errorMessage())
                .put("message", row.message())
                .put("provider", row.provider())
                .put("account", row.account())
                .put("eventId", row.eventId())
                .put("occurredAt", text(row.occurredAt()))
                .put("observedAt", text(row.observedAt()));
    }

    /** {@code GET /devices/{ref}/sms}, in any order. */
    public List<ExpectedMessage> messages(String key) {
        return world.messages(key);
    }

    /** {@code GET /devices/{ref}/timeline} without changes of identity: newest first. */
    public List<ObjectNode> timeline(String key) {
        return world.timeline(key).stream().map(ExpectedAnswers::timelineItem).toList();
    }

    private static ObjectNode timelineItem(EventRow row) {
        var family =
                switch (row) {
                    case EventRow.Status _ -> "STATUS";
                    case EventRow.Sms _ -> "SMS";
                    case EventRow.Push _ -> "PUSH";
                };
        return JSON.createObjectNode()
                .put("eventId", row.eventId())
                .put("family", family)
                .put("ref", row.ref())
                .put("provider", row.provider())
                .put("account", row.account())
                .put("occurredAt", text(row.occurredAt()))
                .put("observedAt", text(row.observedAt()))
                .put("sortedAt", text(row.orderAt()));
    }

    /**
     * {@code GET /campaigns/{ref}} but for its reasons, which are compared without their order.
     *
     * @param reported the provider's number of devices; null where it is unknown
     */
    ObjectNode campaign(ExpectedCampaign campaign, @Nullable Long reported) {
        var counts = campaign.byOutcome();
        var answer =
                JSON.createObjectNode()
                        .put("campaignRef", campaign.ref())
                        .put("kind", campaign.kind())
                        .put("provider", campaign.provider())
                        .put("account", campaign.account())
                        .put("campaignId", campaign.id())
                        .put("reportedDevices", reported)
                        .put("devices", campaign.members().size());
        var byOutcome = answer.putObject("byOutcome");
        OUTCOMES.forEach(outcome -> byOutcome.put(outcome, counts.getOrDefault(outcome, 0L)));
        return answer.put("stuck", 0);
    }

    /** An item of {@code GET /campaigns/{ref}/devices}. */
    public ObjectNode member(MemberStatus status) {
        return JSON.createObjectNode()
                .put("ref", status.ref())
                .put("deviceKey", world.keyOf(status.ref()))
                .put("outcome", status.outcome())
                .put("providerStatus", status.providerStatus())
                .put("reason", status.reason())
                .put("occurredAt", text(status.occurredAt()))
                .put("observedAt", text(status.observedAt()))
                .putNull("stuckReason");
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }

    private static <R extends EventRow> List<R> of(List<EventRow> rows, Class<R> family) {
        return rows.stream().filter(family::isInstance).map(family::cast).toList();
    }
}

package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.expected.Campaign;
import io.telltale.localstack.expected.Member;
import io.telltale.localstack.expected.MessageGroup;
import io.telltale.localstack.expected.Row;
import io.telltale.localstack.expected.Standing;
import io.telltale.localstack.expected.Task;
import io.telltale.localstack.expected.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be answered over HTTP, with the members and the wording of the outside contract. */
final class ExpectedAnswers {

    private static final String LEARNED = "LEARNED";

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

    private final World world;

    ExpectedAnswers(World world) {
        this.world = world;
    }

    /**
     * {@code GET /devices/{ref}}. SMS are counted by delivery as the list of messages says, which
     * is compared on its own.
     *
     * @param messages the list of messages
     */
    ObjectNode device(String ref, List<JsonNode> messages) {
        var key = world.keyOf(ref);
        var rows = world.rowsOf(key);
        var answer = JSON.createObjectNode().put("deviceKey", key).put("requestedRef", ref);
        world.refsOf(key).forEach(answer.putArray("refs")::add);
        answer.set("accounts", accounts(rows));
        answer.put(
                "firstObservedAt",
                text(observed(rows).min(Comparator.naturalOrder()).orElse(null)));
        answer.put(
                "lastObservedAt", text(observed(rows).max(Comparator.naturalOrder()).orElse(null)));
        answer.set("tasks", taskCounts(Task.of(of(rows, Row.Status.class))));
        answer.set("sms", smsCounts(of(rows, Row.Sms.class), messages));
        answer.set("pushActions", pushCounts(of(rows, Row.Push.class)));
        return answer;
    }

    private static Stream<Instant> observed(List<Row> rows) {
        return rows.stream().map(Row::observedAt);
    }

    private static ArrayNode accounts(List<Row> rows) {
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

    private static ObjectNode taskCounts(List<Task> tasks) {
        var counts = JSON.createObjectNode().put("total", tasks.size());
        counts.set(
                "byOutcome", counted(tasks.stream().map(task -> task.last().outcome()).toList()));
        return counts;
    }

    private static ObjectNode smsCounts(List<Row.Sms> rows, List<JsonNode> messages) {
        var groups = MessageGroup.of(rows);
        var counts = JSON.createObjectNode();
        counts.put("total", groups.stream().mapToInt(MessageGroup::messages).sum());
        counts.put("mobileOriginated", count(groups, "MOBILE_ORIGINATED"));
        counts.put("mobileTerminated", count(groups, "MOBILE_TERMINATED"));
        counts.set(
                "byDeliveryStatus",
                counted(
                        messages.stream()
                                .map(message -> message.path("deliveryStatus"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText)
                                .toList()));
        return counts.put("lastAt", text(last(rows)));
    }

    private static int count(List<MessageGroup> groups, String direction) {
        return groups.stream()
                .filter(group -> group.rows().getFirst().direction().equals(direction))
                .mapToInt(MessageGroup::messages)
                .sum();
    }

    /** A push that turns to failed is told again and stays one push. */
    private static ObjectNode pushCounts(List<Row.Push> rows) {
        var total = new HashSet<List<Object>>();
        var failed = new HashSet<List<Object>>();
        rows.stream()
                .sorted(Comparator.comparing(Row.Push::observedAt).thenComparing(Row::eventId))
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

    private static List<Object> push(Row.Push row) {
        var at = row.occurredAt();
        return List.of(
                row.campaignRef(), row.actionId(), row.ref(), at == null ? row.eventId() : at);
    }

    private static @Nullable Instant last(Collection<? extends Row> rows) {
        return rows.stream().map(Row::orderAt).max(Comparator.naturalOrder()).orElse(null);
    }

    private static ObjectNode counted(List<String> words) {
        var counts = new TreeMap<String, Integer>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        var answer = JSON.createObjectNode();
        counts.forEach(answer::put);
        return answer;
    }

    /**
     * {@code GET /devices/{ref}/identity}: who is, or was, one device with the key. Which of
     * several events is the evidence may hang on the order in which they came, so it is left out.
     */
    ObjectNode identity(String ref) {
        var key = world.keyOf(ref);
        var answer = JSON.createObjectNode().put("deviceKey", key);
        var members = answer.putArray("members");
        world.members(key).forEach(member -> members.add(member(member)));
        return answer;
    }

    private static ObjectNode member(Member member) {
        var answer =
                JSON.createObjectNode()
                        .put("ref", member.ref())
                        .put("since", text(member.since()))
                        .put("until", text(member.until()))
                        .put("source", member.isDeclared() ? "DECLARED" : LEARNED);
        return member.isDeclared() ? answer.put("evidence", member.evidence()) : answer;
    }

    /** Whether a member of an answer was learned from something that is no event, or not of it. */
    boolean isLearnedFromNothing(JsonNode member) {
        return member.path("source").asText().equals(LEARNED)
                && !world.isNamedBy(member.path("evidence").asText(), member.path("ref").asText());
    }

    /** {@code GET /devices/{ref}/tasks}. */
    List<ObjectNode> tasks(String key) {
        return Task.of(of(world.rowsOf(key), Row.Status.class)).stream()
                .map(ExpectedAnswers::task)
                .toList();
    }

    private static ObjectNode task(Task task) {
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
    List<ObjectNode> pushActions(String key) {
        return of(world.rowsOf(key), Row.Push.class).stream()
                .sorted(Comparator.comparing(Row::place).reversed())
                .map(ExpectedAnswers::pushAction)
                .toList();
    }

    private static ObjectNode pushAction(Row.Push row) {
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

    /** Where rows of SMS that one device was told belong together. */
    List<MessageGroup> messages(String key) {
        return MessageGroup.of(of(world.rowsOf(key), Row.Sms.class));
    }

    /**
     * {@code GET /campaigns/{ref}} but for reasons, which are told in an order of their own.
     *
     * @param reported how many devices the provider says there are; null where it does not
     */
    ObjectNode campaign(Campaign campaign, @Nullable Long reported) {
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
    ObjectNode standing(Standing standing) {
        return JSON.createObjectNode()
                .put("ref", standing.ref())
                .put("deviceKey", world.keyOf(standing.ref()))
                .put("outcome", standing.outcome())
                .put("providerStatus", standing.providerStatus())
                .put("reason", standing.reason())
                .put("occurredAt", text(standing.occurredAt()))
                .put("observedAt", text(standing.observedAt()))
                .putNull("stuckReason");
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }

    private static <R extends Row> List<R> of(List<Row> rows, Class<R> family) {
        return rows.stream().filter(family::isInstance).map(family::cast).toList();
    }
}

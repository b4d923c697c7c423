package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.check.cluster.ConnectedRefs.World;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.streams.Difference;
import io.telltale.localstack.check.streams.ItemComparison;
import io.telltale.localstack.check.streams.MessageComparison;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Compares answers about one device with the worlds that they may be of. */
final class DeviceJudge {

    /**
     * Members of a device that become right together: each of these comes to the device on a way of
     * its own.
     */
    private static final List<List<String>> TOGETHER =
            List.of(
                    List.of("deviceKey", "requestedRef", "refs"),
                    List.of(
                            "accounts",
                            "firstObservedAt",
                            "lastObservedAt",
                            "tasks",
                            "pushActions"),
                    List.of("sms"));

    /** Judges an answer whose worlds are not too many. */
    Verdict judge(ReadAnswer answer, JsonNode body, List<World> worlds) {
        var ref = answer.read().subject();
        var known = worlds.stream().filter(world -> world.world().refs().contains(ref)).toList();
        if (!answer.isFound()) {
            return known.size() < worlds.size()
                    ? Verdict.RIGHT
                    : new Verdict.Wrong("it is known, and was answered as unknown");
        }
        if (known.isEmpty()) {
            return new Verdict.Wrong("it is of no device");
        }
        return switch (answer.read().kind()) {
            case DEVICE -> device(ref, body, known);
            case IDENTITY ->
                    any(known, world -> Difference.between(world.answers().identity(ref), body));
            default -> list(answer.read().kind(), ref, body, known);
        };
    }

    private static Verdict device(String ref, JsonNode body, List<World> worlds) {
        for (var members : TOGETHER) {
            var verdict =
                    any(
                            worlds,
                            world ->
                                    Difference.between(
                                            only(world.answers().device(ref, ref), members), body));
            if (verdict instanceof Verdict.Wrong) {
                return verdict;
            }
        }
        return Verdict.RIGHT;
    }

    private static JsonNode only(ObjectNode device, List<String> members) {
        return device.retain(members);
    }

    /** Whether one world fits; the difference is that of the first one. */
    private static Verdict any(List<World> worlds, Function<World, Optional<String>> difference) {
        var first = difference.apply(worlds.getFirst());
        return first.isEmpty()
                        || worlds.stream()
                                .skip(1)
                                .anyMatch(world -> difference.apply(world).isEmpty())
                ? Verdict.RIGHT
                : new Verdict.Wrong(first.get());
    }

    /** A list that goes on is left open: the rest of it may be of a later time. */
    private static Verdict list(ReadKind kind, String ref, JsonNode body, List<World> worlds) {
        if (body.path("nextCursor").isTextual()) {
            return Verdict.OPEN;
        }
        var items = StreamSupport.stream(body.path("items").spliterator(), false).toList();
        return any(worlds, world -> difference(kind, world, world.world().keyOf(ref), items));
    }

    private static Optional<String> difference(
            ReadKind kind, World world, String key, List<JsonNode> items) {
        var answers = world.answers();
        return switch (kind) {
            case SMS ->
                    found(comparison ->
                            new MessageComparison(comparison)
                                    .compare(key, answers.messages(key), items));
            case TASKS ->
                    found(comparison ->
                            ItemComparison.compare(
                                    comparison,
                                    key,
                                    answers.tasks(key),
                                    items,
                                    item ->
                                            List.of(
                                                    item.path("kind"),
                                                    item.path("taskId"),
                                                    item.path("provider"),
                                                    item.path("account"))));
            case PUSH_ACTIONS ->
                    found(comparison ->
                            ItemComparison.compare(
                                    comparison,
                                    key,
                                    answers.pushActions(key),
                                    items,
                                    item -> item.path("eventId")));
            case TIMELINE ->
                    found(comparison ->
                            ItemComparison.compare(
                                    comparison,
                                    key,
                                    answers.timeline(key),
                                    items.stream().filter(DeviceJudge::isEvent).toList(),
                                    item -> item.path("eventId")));
            default -> throw new IllegalArgumentException("no list of a device: " + kind);
        };
    }

    private static boolean isEvent(JsonNode item) {
        return !item.path("family").asText().equals("IDENTITY");
    }

    private static Optional<String> found(Consumer<Comparison> compare) {
        var comparison = new Comparison("one");
        compare.accept(comparison);
        var result = comparison.result();
        return result.holds() ? Optional.empty() : result.examples().stream().findFirst();
    }
}

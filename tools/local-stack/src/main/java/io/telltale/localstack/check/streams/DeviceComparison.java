package io.telltale.localstack.check.streams;

import static io.telltale.localstack.http.Http.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.recomputation.ExpectedWorld;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Compares every device under every one of its refs: its state, its identity, its messages, tasks
 * and push actions. Lists are compared item by item under the key, where the timeline is too, and
 * as a whole under other refs. Some refs are asked for in another spelling.
 */
final class DeviceComparison {

    /** Small, so that lists have more than one page. */
    private static final int PAGE = 20;

    private static final int TIMELINE_PAGE = 50;
    private static final int ODD_ONE_IN = 3;

    /** Neighbouring seeds would draw alike. */
    private static final long SCATTERING = 0x9E37_79B9_7F4A_7C15L;

    private final ExpectedAnswers expected;
    private final StreamsReads reads;
    private final Comparison devices = new Comparison("devices");
    private final Comparison identities = new Comparison("identities");
    private final Comparison messages = new Comparison("messages");
    private final Comparison tasks = new Comparison("tasks");
    private final Comparison pushActions = new Comparison("push-actions");
    private final Comparison timelines = new Comparison("timelines");

    DeviceComparison(ExpectedWorld world, StreamsReads reads) {
        this.expected = new ExpectedAnswers(world);
        this.reads = reads;
    }

    /** How it came out so far. */
    List<FamilyResult> results() {
        return List.of(
                devices.result(),
                identities.result(),
                messages.result(),
                tasks.result(),
                pushActions.result(),
                timelines.result());
    }

    /** A ref that is of no device is unknown. */
    void compareUnknown(String ref) throws InterruptedException {
        if (reads.find(path(ref)).isPresent()) {
            devices.invented(() -> ref + ": it is of no device");
        }
    }

    /**
     * One device.
     *
     * @param refs those under which it is known now
     */
    void compare(String key, Set<String> refs) throws InterruptedException {
        var byKey = listsOf(key);
        compareLists(key, byKey);
        for (var ref : refs) {
            var asked = asked(ref);
            compareOne(ref, asked);
            if (!asked.equals(key) && !listsOf(asked).equals(byKey)) {
                devices.different(() -> ref + " has other lists than " + key);
            }
        }
    }

    /** Everything that hangs below a device; empty lists where it is unknown. */
    private record Lists(
            List<JsonNode> messages, List<JsonNode> tasks, List<JsonNode> pushActions) {}

    private Lists listsOf(String ref) throws InterruptedException {
        return new Lists(list(ref, "/sms"), list(ref, "/tasks"), list(ref, "/push-actions"));
    }

    private List<JsonNode> list(String ref, String family) throws InterruptedException {
        return reads.list(path(ref) + family, PAGE).orElse(List.of());
    }

    /** The spelling in which a ref is asked for; the same in every run. */
    private static String asked(String ref) {
        var random = new Random(ref.hashCode() * SCATTERING);
        return random.nextInt(ODD_ONE_IN) == 0 ? OddSpelling.of(ref, random) : ref;
    }

    private void compareOne(String ref, String asked) throws InterruptedException {
        compareOne(devices, ref, path(asked), expected.device(ref, asked));
        compareOne(identities, ref, path(asked) + "/identity", expected.identity(ref));
    }

    private void compareOne(Comparison family, String ref, String path, ObjectNode wanted)
            throws InterruptedException {
        var answer = reads.find(path);
        family.count(1, answer.isPresent() ? 1 : 0);
        if (answer.isEmpty()) {
            family.missing(() -> ref);
        } else {
            Difference.between(wanted, answer.get())
                    .ifPresent(what -> family.different(() -> ref + what));
        }
    }

    private void compareLists(String key, Lists found) throws InterruptedException {
        new MessageComparison(messages).compare(key, expected.messages(key), found.messages());
        ItemComparison.compare(
                tasks,
                key,
                expected.tasks(key),
                found.tasks(),
                item ->
                        List.of(
                                item.path("kind"),
                                item.path("taskId"),
                                item.path("provider"),
                                item.path("account")));
        ItemComparison.compare(
                pushActions,
                key,
                expected.pushActions(key),
                found.pushActions(),
                item -> item.path("eventId"));
        ItemComparison.compare(
                timelines,
                key,
                expected.timeline(key),
                reads.list(path(key) + "/timeline", TIMELINE_PAGE).orElse(List.of()).stream()
                        .filter(item -> !item.path("family").asText().equals("IDENTITY"))
                        .toList(),
                item -> item.path("eventId"));
    }

    private static String path(String ref) {
        return "/devices/" + encoded(ref);
    }
}

package io.telltale.benchmarks.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedWorld;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What of a device is compared.
 *
 * @param sms messages, those on two channels counted once
 * @param pushActions pushes, failed ones included
 * @param tasks how many there are
 * @param statuses last status of each task, by kind and id
 */
record DeviceFacts(
        String deviceKey,
        Set<String> refs,
        long sms,
        long fromDevice,
        long pushActions,
        long tasks,
        Map<String, String> statuses) {

    private static final String FROM_DEVICE = "MOBILE_ORIGINATED";

    DeviceFacts {
        refs = Set.copyOf(refs);
        statuses = new TreeMap<>(statuses);
    }

    /** As it has to be. */
    static DeviceFacts expected(ExpectedWorld world, String ref) {
        var key = world.keyOf(ref);
        var messages = world.messages(key);
        var tasks = world.tasks(key);
        return new DeviceFacts(
                key,
                new HashSet<>(world.refsOf(key)),
                messages.size(),
                messages.stream()
                        .filter(message ->
                                message.rows().getFirst().direction().equals(FROM_DEVICE))
                        .count(),
                pushes(world.rowsOf(key)),
                tasks.size(),
                tasks.stream()
                        .collect(
                                Collectors.toMap(
                                        task -> task.last().kind() + " " + task.last().taskId(),
                                        task -> task.last().providerStatus())));
    }

    /**
     * Rows of one campaign, action and create time are one push to a ref, published several times.
     */
    private static long pushes(List<EventRow> rows) {
        record Push(String ref, String campaignRef, String actionId, @Nullable Instant at) {}
        return rows.stream()
                .filter(EventRow.Push.class::isInstance)
                .map(EventRow.Push.class::cast)
                .map(row ->
                        new Push(row.ref(), row.campaignRef(), row.actionId(), row.occurredAt()))
                .distinct()
                .count();
    }

    /** As it is answered. */
    static DeviceFacts answered(JsonNode device, List<JsonNode> tasks) {
        return new DeviceFacts(
                device.path("deviceKey").asText(),
                StreamSupport.stream(device.path("refs").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()),
                device.path("sms").path("total").asLong(),
                device.path("sms").path("mobileOriginated").asLong(),
                device.path("pushActions").path("total").asLong(),
                device.path("tasks").path("total").asLong(),
                tasks.stream()
                        .collect(
                                Collectors.toMap(
                                        task ->
                                                task.path("kind").asText()
                                                        + " "
                                                        + task.path("taskId").asText(),
                                        task -> task.path("providerStatus").asText())));
    }
}

package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.TaskKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one task stands on the device. */
@Serdeable
record TaskJson(
        String kind,
        String taskId,
        @Nullable String campaignRef,
        String ref,
        String outcome,
        String providerStatus,
        @Nullable String reason,
        String provider,
        @Nullable String account,
        @Nullable Instant occurredAt,
        Instant observedAt,
        @Nullable Instant confirmedAt,
        List<Transition> transitions,
        @Nullable CommandJson command) {

    static TaskJson of(DeviceTask task, Payloads payloads) {
        return new TaskJson(
                task.getKind().name(),
                task.getTaskId(),
                task.getCampaignRef(),
                task.getRef(),
                task.getOutcome().name(),
                task.getProviderStatus(),
                task.getReason(),
                ProviderNames.of(task.getProvider()),
                task.getAccount(),
                task.getOccurredAt(),
                task.getObservedAt(),
                task.getConfirmedAt(),
                task.getTransitions().stream().map(Transition::of).toList(),
                command(task, payloads));
    }

    private static @Nullable CommandJson command(DeviceTask task, Payloads payloads) {
        return task.getKind() == TaskKind.COMMAND
                ? CommandJson.of(task.getCommand(), task.getPayloadCut(), payloads)
                : null;
    }

    /** One change of the task. */
    @Serdeable
    record Transition(String outcome, String providerStatus, Instant at) {
        static Transition of(io.telltale.schemas.record.Transition transition) {
            return new Transition(
                    transition.getOutcome().name(),
                    transition.getProviderStatus(),
                    transition.getAt());
        }
    }
}

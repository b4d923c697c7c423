package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.TaskKind;
import io.telltale.service.openapi.ProviderName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of one task of a device. */
@Serdeable
record TaskJson(
        TaskKind kind,
        String taskId,
        @Nullable String campaignRef,
        String ref,
        Outcome outcome,
        String providerStatus,
        @Nullable String reason,
        ProviderName provider,
        @Nullable String account,
        @Nullable Instant occurredAt,
        Instant observedAt,
        @Nullable Instant confirmedAt,
        List<Transition> transitions,
        @Nullable CommandJson command) {

    static TaskJson of(DeviceTask task, Payloads payloads) {
        return new TaskJson(
                task.getKind(),
                task.getTaskId(),
                task.getCampaignRef(),
                task.getRef(),
                task.getOutcome(),
                task.getProviderStatus(),
                task.getReason(),
                ProviderName.of(task.getProvider()),
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

    /** A change of the task. */
    @Serdeable
    record Transition(Outcome outcome, String providerStatus, Instant at) {
        static Transition of(io.telltale.schemas.record.Transition transition) {
            return new Transition(
                    transition.getOutcome(), transition.getProviderStatus(), transition.getAt());
        }
    }
}

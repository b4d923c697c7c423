package io.telltale.streams.http;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.CommandDetail;
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
        List<Transition> transitions,
        @Nullable Command command) {

    static TaskJson of(DeviceTask task, Payloads payloads) {
        return new TaskJson(
                task.getKind().name(),
                task.getTaskId(),
                task.getCampaignRef(),
                task.getRef(),
                task.getOutcome().name(),
                task.getProviderStatus(),
                task.getReason(),
                Words.of(task.getProvider()),
                task.getAccount(),
                task.getOccurredAt(),
                task.getObservedAt(),
                task.getTransitions().stream().map(Transition::of).toList(),
                command(task, payloads));
    }

    private static @Nullable Command command(DeviceTask task, Payloads payloads) {
        if (task.getKind() != TaskKind.COMMAND) {
            return null;
        }
        var detail = task.getCommand();
        return Command.of(detail == null ? NOTHING_TOLD : detail, task.getPayloadCut(), payloads);
    }

    private static final CommandDetail NOTHING_TOLD = CommandDetail.newBuilder().build();

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

    /**
     * What a command entity says beside its status.
     *
     * @param payloadCut whether its payloads are left out: the device's later ones fill the room
     */
    @Serdeable
    record Command(
            @Nullable String type,
            @Nullable String appServiceName,
            @Nullable String packageFamilyName,
            @Nullable String error,
            @Nullable String postBackUri,
            @Nullable JsonNode payload,
            @Nullable JsonNode responsePayload,
            boolean payloadCut) {
        static Command of(CommandDetail detail, boolean isCut, Payloads payloads) {
            return new Command(
                    detail.getType(),
                    detail.getAppServiceName(),
                    detail.getPackageFamilyName(),
                    detail.getError(),
                    detail.getPostBackUri(),
                    payloads.of(detail.getPayload()),
                    payloads.of(detail.getResponsePayload()),
                    isCut);
        }
    }
}

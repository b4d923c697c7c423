package io.telltale.poller.task;

import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes poll tasks: what each kind needs, and the id that follows from it. */
public final class PollTasks {

    private PollTasks() {}

    /**
     * A task with its id derived: the same thing is the same task.
     *
     * @param interval 1 s or more
     * @throws IllegalArgumentException naming what is missing
     */
    public static PollTask create(
            PollKind kind, String account, Map<String, String> parameters, Duration interval) {
        require(!account.isBlank(), "account is missing");
        var provider = providerOf(kind);
        var id = new ArrayList<String>();
        id.add(provider.name().toLowerCase(Locale.ROOT));
        id.add(account);
        id.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        for (var name : identifyingParameters(kind)) {
            var value = parameters.getOrDefault(name, "");
            require(!value.isBlank(), "parameter %s is missing for %s".formatted(name, kind));
            id.add(value);
        }
        checkValues(kind, account, parameters);
        return PollTask.newBuilder()
                .setId(String.join(".", id))
                .setKind(kind)
                .setProvider(provider)
                .setAccount(account)
                .setParameters(Map.copyOf(parameters))
                .setIntervalMillis(interval.toMillis())
                .build();
    }

    private static Provider providerOf(PollKind kind) {
        return switch (kind) {
            case THINGSPACE_LISTENER,
                    THINGSPACE_CAMPAIGN,
                    THINGSPACE_SMS_QUEUE,
                    THINGSPACE_SMS_HISTORY ->
                    Provider.THINGSPACE;
            case XTREMEPUSH_PUSH_DEVICES -> Provider.XTREMEPUSH;
            case GRAPH_COMMAND -> Provider.GRAPH;
            case THINGSPACE_CAMPAIGNS, UNKNOWN ->
                    throw new IllegalArgumentException(
                            "kind %s cannot be polled yet".formatted(kind));
        };
    }

    private static List<String> identifyingParameters(PollKind kind) {
        return switch (kind) {
            case THINGSPACE_CAMPAIGN -> List.of("campaignId");
            case THINGSPACE_SMS_HISTORY -> List.of("device");
            case GRAPH_COMMAND -> List.of("deviceId", "commandId");
            case THINGSPACE_LISTENER,
                    THINGSPACE_CAMPAIGNS,
                    THINGSPACE_SMS_QUEUE,
                    XTREMEPUSH_PUSH_DEVICES,
                    UNKNOWN ->
                    List.of();
        };
    }

    private static void checkValues(PollKind kind, String account, Map<String, String> parameters) {
        switch (kind) {
            case THINGSPACE_CAMPAIGN -> {
                var ref = new CampaignRef(account, parameters.getOrDefault("campaignId", ""));
                var api = parameters.getOrDefault("api", "v2");
                require(
                        List.of("v2", "v3").contains(api),
                        "parameter api of %s is '%s' instead of v2 or v3".formatted(ref, api));
            }
            case THINGSPACE_SMS_HISTORY -> {
                var device = DeviceRef.parse(parameters.getOrDefault("device", ""));
                var from = parameters.get("from");
                require(
                        from == null || isTime(from),
                        "parameter from of %s is '%s' instead of a time like 2026-01-31T00:00:00Z"
                                .formatted(device, from));
            }
            case THINGSPACE_LISTENER,
                    THINGSPACE_CAMPAIGNS,
                    THINGSPACE_SMS_QUEUE,
                    XTREMEPUSH_PUSH_DEVICES,
                    GRAPH_COMMAND,
                    UNKNOWN -> {}
        }
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package io.telltale.providers.xtremepush;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.Limits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows of push actions into events. */
public final class PushRowMapper {

    private final String project;
    private final EventIds ids;

    /** A mapper for one project, {@code [a-z0-9-]{1,40}}. */
    public PushRowMapper(String project) {
        this.project = project;
        this.ids = new EventIds(Provider.XTREMEPUSH, project, Channel.POLL);
    }

    /**
     * The event of a row.
     *
     * @throws io.telltale.schemas.ref.MalformedRef if the project cannot be part of a ref
     */
    public Event.PushAction event(PushRow row, Instant observedAt) {
        var ref = ref(row.target());
        var failed = failed(row);
        var error = row.errorMessage().orElse(null);
        var message = row.message().orElse(null);
        var createdAt = row.createdAt().orElse(null);
        var rowId = row.rowId().orElse(null);
        return new Event.PushAction(
                PushActionEvent.newBuilder()
                        .setEventId(
                                ids.pushAction(
                                        project,
                                        row.campaignId(),
                                        row.actionId(),
                                        ref,
                                        createdAt,
                                        failed,
                                        error,
                                        rowId))
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount(project)
                        .setDevices(List.of(ref.toString()))
                        .setOccurredAt(createdAt)
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setProject(project)
                        .setCampaignId(row.campaignId())
                        .setActionId(row.actionId())
                        .setFailed(failed)
                        .setErrorMessage(error)
                        .setMessage(message == null ? null : Limits.cut(message, Limits.TEXT))
                        .setMessageCut(Limits.exceeds(message, Limits.TEXT))
                        .build());
    }

    private DeviceRef ref(PushTarget target) {
        return switch (target) {
            case PushTarget.Device(var id) -> new DeviceRef(RefKind.XTREMEPUSH, project + ":" + id);
            case PushTarget.Profile(var id) ->
                    new DeviceRef(RefKind.XTREMEPUSH_PROFILE, project + ":" + id);
        };
    }

    /** An error text means failed, whatever {@code error} says; without both nothing is known. */
    private static @Nullable Boolean failed(PushRow row) {
        return row.errorMessage().isPresent() ? Boolean.TRUE : row.error().orElse(null);
    }
}

package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.page.Row;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Maps rows of push actions to events. */
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
     * @throws io.telltale.schemas.ref.MalformedRefException if the project cannot be part of a ref
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
                        .setMessage(
                                message == null ? null : EventLimits.cut(message, EventLimits.TEXT))
                        .setMessageCut(EventLimits.exceeds(message, EventLimits.TEXT))
                        .build());
    }

    /** The row's id, where it has one that can be ordered; of a broken row too. */
    public static OptionalLong idOf(Row<PushRow> row) {
        return switch (row) {
            case Row.Good<PushRow>(var good) ->
                    good.rowId().map(PushRowMapper::number).orElseGet(OptionalLong::empty);
            case Row.Broken<PushRow>(var raw, _, _, _) ->
                    members(raw)
                            .flatMap(members -> members.member("id"))
                            .filter(JsonNode::isValueNode)
                            .map(value -> number(value.asText()))
                            .orElseGet(OptionalLong::empty);
        };
    }

    /** When the row was created, where it has a time; of a broken row too. */
    public static Optional<Instant> createdAtOf(Row<PushRow> row) {
        return switch (row) {
            case Row.Good<PushRow>(var good) -> good.createdAt();
            case Row.Broken<PushRow>(var raw, _, _, _) ->
                    members(raw).flatMap(members -> ProviderTime.in(members, "create_time"));
        };
    }

    /** Of a row that could not be read. */
    private static Optional<JsonMembers> members(byte[] raw) {
        return JsonBody.parse(raw) instanceof JsonBody.Tree(var root)
                ? JsonMembers.of(root)
                : Optional.empty();
    }

    /** Up to 19 digits, as far as they fit. */
    private static OptionalLong number(String digits) {
        if (!digits.matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** Which row it is, whatever happened to it since: 32 hex digits. */
    public static String identityOf(PushRow row) {
        return EventId.of(
                "push-row",
                row.campaignId(),
                row.actionId(),
                row.target().toString(),
                row.createdAt().map(Instant::toString).orElse(null),
                row.rowId().orElse(null));
    }

    private DeviceRef ref(PushTarget target) {
        return switch (target) {
            case PushTarget.Device(var id) -> new DeviceRef(RefKind.XTREMEPUSH, project + ":" + id);
            case PushTarget.Profile(var id) ->
                    new DeviceRef(RefKind.XTREMEPUSH_PROFILE, project + ":" + id);
        };
    }

    /** An error text means failed, whatever {@code error} is; null without both. */
    private static @Nullable Boolean failed(PushRow row) {
        return row.errorMessage().isPresent() ? Boolean.TRUE : row.error().orElse(null);
    }
}

package io.telltale.providers.graph;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.event.OutcomeTable;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns readings of a device command into status events. */
public final class GraphCommandMapper {

    private final String account;
    private final DeviceRef device;
    private final String commandId;
    private final EventIds ids;

    /**
     * A mapper for one command.
     *
     * @throws io.telltale.schemas.ref.MalformedRefException if the device id cannot be a ref
     */
    public GraphCommandMapper(String account, String deviceId, String commandId) {
        this.account = account;
        this.device = new DeviceRef(RefKind.GRAPH, deviceId);
        this.commandId = commandId;
        this.ids = new EventIds(Provider.GRAPH, account, Channel.POLL);
    }

    /**
     * The event of a reading.
     *
     * @param responsePayload fetched for itself, JSON text; preferred to the command's own
     * @param turn number of the turn that read it, from 1; a command read again after a crash has
     *     the same one
     */
    public Event.Status event(
            GraphCommand command, Optional<String> responsePayload, long turn, Instant observedAt) {
        var status = command.status();
        var error = command.error().orElse(null);
        var kind = TaskKind.COMMAND;
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(ids.statusReading(kind, commandId, device, status, error, turn))
                        .setProvider(Provider.GRAPH)
                        .setAccount(account)
                        .setDevices(List.of(device.toString()))
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setTaskKind(kind)
                        .setTaskId(commandId)
                        .setReading(turn)
                        .setProviderStatus(status)
                        .setOutcome(OutcomeTable.ofGraph(status))
                        .setReason(error)
                        .setCommand(detail(command, responsePayload))
                        .build());
    }

    private static CommandDetail detail(GraphCommand command, Optional<String> fetched) {
        var payload = command.payload().orElse(null);
        var response = fetched.or(command::responsePayload).orElse(null);
        return CommandDetail.newBuilder()
                .setType(command.type().orElse(null))
                .setAppServiceName(command.appServiceName().orElse(null))
                .setPackageFamilyName(command.packageFamilyName().orElse(null))
                .setError(command.error().orElse(null))
                .setPostBackUri(command.postBackUri().orElse(null))
                .setPayload(cut(payload))
                .setResponsePayload(cut(response))
                .setPayloadCut(
                        EventLimits.exceeds(payload, EventLimits.PAYLOAD)
                                || EventLimits.exceeds(response, EventLimits.PAYLOAD))
                .build();
    }

    private static @Nullable String cut(@Nullable String json) {
        return json == null ? null : EventLimits.cut(json, EventLimits.PAYLOAD);
    }
}

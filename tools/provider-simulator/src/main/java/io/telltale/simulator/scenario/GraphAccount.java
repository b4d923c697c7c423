package io.telltale.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A personal Microsoft account with its devices and the commands sent to them. */
public record GraphAccount(String name, List<Device> devices, List<Sent> commands) {

    public GraphAccount {
        devices = List.copyOf(devices);
        commands = List.copyOf(commands);
    }

    /** A device of the account. */
    public record Device(
            String name,
            String id,
            String manufacturer,
            String model,
            String kind,
            String status,
            String platform) {}

    /** A command with Graph's members. */
    public record Command(
            String id,
            String status,
            @Nullable String type,
            @Nullable String appServiceName,
            @Nullable String packageFamilyName,
            @Nullable String error,
            @Nullable String permissionTicket,
            @Nullable String postBackUri,
            @Nullable JsonNode payload) {}

    /**
     * A command, the device it went to, and what the device's app answered.
     *
     * @param responsePayload null until the app has answered
     */
    public record Sent(String deviceId, Command command, @Nullable JsonNode responsePayload) {}

    public Optional<Sent> command(String deviceId, String commandId) {
        return commands.stream()
                .filter(sent -> sent.deviceId().equals(deviceId))
                .filter(sent -> sent.command().id().equals(commandId))
                .findFirst();
    }
}

package io.telltale.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A personal Microsoft account with its devices and the commands sent to them. */
public record GraphAccount(String name, List<Device> devices, Commands commands) {

    public GraphAccount {
        devices = List.copyOf(devices);
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
     * A command as it is at one time, the device it went to, and what the device's app answered.
     */
    public record Sent(String deviceId, Command command, Response response) {}

    /** What the app behind a command answered. */
    public sealed interface Response {

        /** Not yet, or never: Graph knows no payload. */
        record None() implements Response {}

        /** It answered without a word. */
        record Empty() implements Response {}

        record Payload(JsonNode content) implements Response {}
    }

    /** The commands of an account. */
    public interface Commands {

        Optional<Sent> command(String deviceId, String commandId, Instant now);

        /** Those that Graph still knows at a time. */
        Stream<Sent> known(Instant now);
    }

    public boolean has(String deviceId) {
        return devices.stream().anyMatch(device -> device.id().equals(deviceId));
    }
}

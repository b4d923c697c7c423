package io.telltale.simulator.scenario.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.scenario.SeededRandom;
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
            String platform) {

        private static final List<String> KINDS = List.of("Tablet", "Desktop", "Phone");
        private static final List<String> STATUSES = List.of("online", "offline", "Unknown");

        /** The device of a seed and place. */
        public static Device drawn(long seed, int place) {
            return new Device(
                    "Device-%04d".formatted(place + 1),
                    SeededRandom.uuid(SeededRandom.of(seed, 40, place)).toString(),
                    "Microsoft Corporation",
                    "Surface Book",
                    KINDS.get(place % KINDS.size()),
                    STATUSES.get(place % STATUSES.size()),
                    "Windows");
        }
    }

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
     * A command as it is at one time, its device, and the answer of the device's app.
     *
     * @param responsePayload missing node while the app has not answered; null node when its answer
     *     has no content
     */
    public record Sent(String deviceId, Command command, JsonNode responsePayload) {

        public boolean isAnswered() {
            return !responsePayload.isMissingNode();
        }

        public boolean hasPayload() {
            return isAnswered() && !responsePayload.isNull();
        }
    }

    /** The commands of an account. */
    public interface Commands {

        /** Those that Graph still lists at a time. */
        Stream<Sent> known(Instant now);

        /** A command by its device and id, if Graph lists it. */
        default Optional<Sent> command(String deviceId, String commandId, Instant now) {
            return known(now)
                    .filter(sent -> sent.command().id().equals(commandId))
                    .filter(sent -> sent.deviceId().equals(deviceId))
                    .findFirst();
        }
    }

    public boolean has(String deviceId) {
        return devices.stream().anyMatch(device -> device.id().equals(deviceId));
    }
}

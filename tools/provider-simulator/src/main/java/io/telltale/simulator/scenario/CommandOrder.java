package io.telltale.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told to do; it never changes.
 *
 * @param type {@code LaunchUri} or {@code AppService}, in the case that the caller wrote
 * @param permissionTicket lets the device's app through; a secret
 */
public record CommandOrder(
        String id,
        String deviceId,
        String type,
        @Nullable String appServiceName,
        @Nullable String packageFamilyName,
        @Nullable String permissionTicket,
        @Nullable String postBackUri,
        @Nullable JsonNode payload) {

    private static final List<String> TYPES =
            List.of("LaunchUri", "LaunchURI", "AppService", "appService", "AppService");

    /** A random order in the manner of the pages' examples. */
    static CommandOrder drawn(SplittableRandom random, String id, String deviceId) {
        var type = SeededRandom.oneOf(random, TYPES);
        var launches = type.toLowerCase(Locale.ROOT).equals("launchuri");
        return new CommandOrder(
                id,
                deviceId,
                type,
                launches ? null : "com.microsoft.test.cdppingpongservice",
                launches ? null : "5085ShawnHenry.RomanTestApp_jsjw7knzsgcce",
                "ticket-" + SeededRandom.uuid(random),
                random.nextInt(4) == 0 ? "https://example.com/commands/" + id : null,
                SimulatorJson.tree(
                        launches
                                ? Map.of("uri", "https://bing.com")
                                : Map.of("Type", "Toast", "Title", "Hello")));
    }

    /** An id as Graph's: 48 hexadecimal digits, the last eight of which are given. */
    static String id(SplittableRandom random, int last) {
        return "0158%016X%016X%04X%08X"
                .formatted(random.nextLong(), random.nextLong(), random.nextInt(0x10000), last);
    }
}

package io.telltale.simulator.scenario.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.command.GraphAccount.Command;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The request behind a command; it never changes.
 *
 * @param type {@code LaunchUri} or {@code AppService}, in the case that the caller wrote
 * @param permissionTicket admits the command to the device's app; a secret
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

    /**
     * A random order in the manner of the pages' examples.
     *
     * @param turn last eight hexadecimal digits of the order's id, which has 48
     */
    static CommandOrder drawn(SplittableRandom random, long turn, String deviceId) {
        var id =
                "0158%016X%016X%04X%08X"
                        .formatted(
                                random.nextLong(),
                                random.nextLong(),
                                random.nextInt(0x10000),
                                turn);
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

    /** The command of this order in a status. */
    Command in(String status, @Nullable String error) {
        return new Command(
                id,
                status,
                type,
                appServiceName,
                packageFamilyName,
                error,
                permissionTicket,
                postBackUri,
                payload);
    }
}

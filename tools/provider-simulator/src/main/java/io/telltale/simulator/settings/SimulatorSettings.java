package io.telltale.simulator.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The simulator's configuration, read from {@code TELLTALE_*} environment variables.
 *
 * @param port TCP port; 0 takes a free one
 * @param data folder shared with other parts of the system; the simulator keeps to {@link
 *     #folder()}
 * @param anyCallbackPort whether listeners on ports that ThingSpace does not allow are accepted
 * @param seed start of the random numbers that draw the faults and make the fleets
 * @param fleet which devices there are at the providers
 * @param devices living devices beside the still fleet
 * @param life time after its birth in which the fleets of checks change
 */
public record SimulatorSettings(
        String host,
        int port,
        Path data,
        boolean anyCallbackPort,
        long seed,
        FleetKind fleet,
        int devices,
        Duration life,
        Credentials credentials) {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);

    /** Where the simulator's own files are. */
    public Path folder() {
        return data.resolve("simulator");
    }

    /**
     * Reads and checks every variable; a variable {@code X} may also be given as {@code X_FILE}.
     */
    public static SettingsResult read(Map<String, String> environment) {
        var variables = new Variables(environment);
        var host = variables.text("TELLTALE_HOST", "127.0.0.1");
        var port = variables.number("TELLTALE_PORT", 8090, 0, 65_535);
        var data = variables.folder("TELLTALE_DATA");
        var anyPort = variables.flag("TELLTALE_SIMULATOR_ANY_CALLBACK_PORT");
        var seed = variables.number("TELLTALE_SIMULATOR_SEED", 1, 0, Integer.MAX_VALUE);
        var fleet = variables.fleet("TELLTALE_SIMULATOR_FLEET");
        var devices = variables.number("TELLTALE_SIMULATOR_DEVICES", 0, 0, 1_000_000);
        var life =
                variables.duration(
                        "TELLTALE_SIMULATOR_LIFE",
                        Duration.ofMinutes(5),
                        SHORTEST_LIFE,
                        LONGEST_LIFE);
        if (fleet.isOfGivenLife() && devices > 0) {
            variables.fault("TELLTALE_SIMULATOR_DEVICES must be 0 except with the still fleet");
        }
        var credentials = credentials(variables);
        if (!variables.flag("TELLTALE_INSECURE") && !isLoopback(host)) {
            variables.fault(
                    "TELLTALE_HOST must be a loopback address unless TELLTALE_INSECURE=true, was "
                            + host);
        }
        variables.refuseUnknown("TELLTALE_SIMULATOR_");
        return variables.faults().isEmpty()
                ? new SettingsResult.Valid(
                        new SimulatorSettings(
                                host, port, data, anyPort, seed, fleet, devices, life, credentials))
                : new SettingsResult.Faulty(variables.faults());
    }

    private static Credentials credentials(Variables variables) {
        return new Credentials(
                variables.secret("TELLTALE_SIMULATOR_THINGSPACE_KEY", "demo-key"),
                variables.secret("TELLTALE_SIMULATOR_THINGSPACE_SECRET", "demo-secret"),
                variables.secret("TELLTALE_SIMULATOR_THINGSPACE_USERNAME", "demo-user"),
                variables.secret("TELLTALE_SIMULATOR_THINGSPACE_PASSWORD", "demo-password"),
                variables.secret("TELLTALE_SIMULATOR_XTREMEPUSH_APPTOKEN", "demo-apptoken"),
                variables.secret("TELLTALE_SIMULATOR_XTREMEPUSH_CLIENT_ID", "demo-push-client"),
                variables.secret("TELLTALE_SIMULATOR_XTREMEPUSH_CLIENT_SECRET", "demo-push-secret"),
                variables.publicKey("TELLTALE_SIMULATOR_XTREMEPUSH_PUBLIC_KEY"),
                variables.secret("TELLTALE_SIMULATOR_GRAPH_CLIENT_ID", "demo-client"),
                variables.secret("TELLTALE_SIMULATOR_GRAPH_CLIENT_SECRET", "demo-client-secret"),
                variables.secret("TELLTALE_SIMULATOR_GRAPH_REFRESH_TOKEN", "demo-refresh-token"));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}

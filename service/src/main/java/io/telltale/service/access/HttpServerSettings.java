package io.telltale.service.access;

import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import io.telltale.service.peer.PeerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * Where a service listens and who may call it.
 *
 * @param host address to bind
 * @param port port of the service; its management endpoints are 10,000 above
 * @param readTokens may read
 * @param adminTokens may read and change
 * @param openPath path prefix that has a check of its own and wants no token; empty for none
 * @param peers how other instances of the service reach this one
 */
public record HttpServerSettings(
        String host,
        int port,
        List<Secret> readTokens,
        List<Secret> adminTokens,
        String openPath,
        PeerSettings peers) {

    private static final int MANAGEMENT_ABOVE = 10_000;
    private static final int LAST_PORT = 65_535;

    /** Lists are copied. */
    public HttpServerSettings {
        readTokens = List.copyOf(readTokens);
        adminTokens = List.copyOf(adminTokens);
    }

    /**
     * Reads {@code TELLTALE_HOST}, {@code TELLTALE_PORT}, {@code TELLTALE_READ_TOKENS}, {@code
     * TELLTALE_ADMIN_TOKENS}, {@code TELLTALE_INSECURE} and {@link PeerSettings}. Without a token
     * only a loopback address may be bound, unless configured otherwise.
     */
    public static HttpServerSettings read(Settings settings, int defaultPort, String openPath) {
        var host = settings.text("TELLTALE_HOST", "127.0.0.1");
        var read = secrets(settings.list("TELLTALE_READ_TOKENS"));
        var admin = secrets(settings.list("TELLTALE_ADMIN_TOKENS"));
        var insecure = settings.flag("TELLTALE_INSECURE", false);
        if (read.isEmpty() && admin.isEmpty() && !insecure && !isLoopback(host)) {
            settings.fault(
                    "TELLTALE_HOST",
                    "a loopback address while no TELLTALE_READ_TOKENS and no"
                            + " TELLTALE_ADMIN_TOKENS are set (or TELLTALE_INSECURE=true)",
                    host,
                    host);
        }
        return new HttpServerSettings(
                host,
                settings.number("TELLTALE_PORT", defaultPort, 1, LAST_PORT - MANAGEMENT_ABOVE),
                read,
                admin,
                openPath,
                PeerSettings.read(settings));
    }

    private static List<Secret> secrets(List<String> values) {
        return values.stream().map(Secret::new).toList();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Port of health and metrics. */
    public int managementPort() {
        return port + MANAGEMENT_ABOVE;
    }

    boolean wantsTokens() {
        return !readTokens.isEmpty() || !adminTokens.isEmpty();
    }

    /** What Micronaut has to know of it. */
    public Map<String, Object> micronautProperties() {
        return Map.of(
                "micronaut.server.host", host,
                "micronaut.server.port", port,
                "endpoints.all.port", managementPort());
    }
}

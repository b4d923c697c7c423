package io.telltale.poller.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The address at which other instances reach this one.
 *
 * @param text {@code host:port}
 */
public record OwnAddress(String text) {

    /**
     * The configured address; else the one that is bound, with the name of this host where every
     * address is.
     */
    public static OwnAddress of(Optional<String> configured, String host, int port) {
        return new OwnAddress(configured.orElseGet(() -> reachable(host) + ":" + port));
    }

    private static String reachable(String host) {
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            return host.contains(":") ? "[" + host + "]" : host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "this host does not know its name; set TELLTALE_ADVERTISED_ADDRESS", e);
        }
    }
}

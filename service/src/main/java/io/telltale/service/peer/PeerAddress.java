package io.telltale.service.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;

/**
 * The address at which other instances reach this one.
 *
 * @param text {@code host:port}
 */
public record PeerAddress(String text) {

    /**
     * The configured address; else the one that is bound. Where every address is bound it is an
     * address of this host, in a container the container's own.
     */
    public static PeerAddress of(PeerSettings settings, String host, int port) {
        return new PeerAddress(settings.advertised().orElseGet(() -> host(host) + ":" + port));
    }

    private static String host(String bound) {
        var host = bound.equals("0.0.0.0") || bound.equals("::") ? ofThisHost() : bound;
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String ofThisHost() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .filter(address -> !address.isLinkLocalAddress())
                    .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .orElseGet(InetAddress::getLoopbackAddress)
                    .getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "this host's addresses are unknown; set TELLTALE_ADVERTISED_ADDRESS", e);
        }
    }
}

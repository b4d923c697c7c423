package io.telltale.callback.verify;

import io.telltale.schemas.settings.AddressRange;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the client behind the trusted proxies.
 *
 * <p>Each proxy appends the address that it was called from, so only the right end of {@code
 * X-Forwarded-For} can be trusted: the client is the right-most address that is no trusted proxy.
 * The client itself may have sent what stands left of it.
 */
final class ForwardedFor {

    /** {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}; the port is left out. */
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9.]+):[0-9]{1,5}|\\[([^\\[\\]]+)](?::[0-9]{1,5})?");

    private final TrustedAddresses proxies;

    ForwardedFor(TrustedAddresses proxies) {
        this.proxies = proxies;
    }

    /**
     * The client.
     *
     * @param peer address of the connection
     * @param headers every {@code X-Forwarded-For}, in their order; ignored unless the peer is a
     *     proxy of ours
     * @return empty if a proxy of ours named no client, or something that is no address
     */
    Optional<InetAddress> client(InetAddress peer, List<String> headers) {
        if (!proxies.contain(peer)) {
            return Optional.of(peer);
        }
        var entries =
                headers.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .toList();
        for (var entry : entries.reversed()) {
            var address = address(entry);
            if (address.isEmpty() || !proxies.contain(address.get())) {
                return address;
            }
        }
        return Optional.empty();
    }

    private static Optional<InetAddress> address(String entry) {
        var withPort = WITH_PORT.matcher(entry);
        if (!withPort.matches()) {
            return AddressRange.address(entry);
        }
        var inBrackets = withPort.group(2);
        return AddressRange.address(inBrackets == null ? withPort.group(1) : inBrackets);
    }
}

package io.telltale.schemas.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, such as {@code 192.0.2.0/24}, {@code 2001:db8::/32} or one address.
 *
 * @param first lowest address: no bit beyond the prefix is set
 * @param prefix how many leading bits all its addresses share
 */
public record AddressRange(InetAddress first, int prefix) {

    /** Short forms such as {@code 127.1}, host names and zones are none: they can be misread. */
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /**
     * An address or a range in CIDR form; empty if it is neither, or has bits beyond the prefix.
     */
    public static Optional<AddressRange> parse(String text) {
        return cidr(text).filter(AddressRange::isRange);
    }

    /** The same, with bits beyond the prefix cleared. */
    public static Optional<AddressRange> around(String text) {
        return cidr(text).map(AddressRange::aligned);
    }

    private static Optional<AddressRange> cidr(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(one -> new AddressRange(one, bits(one)));
        }
        var prefix = text.substring(slash + 1);
        return PREFIX.matcher(prefix).matches()
                ? address(text.substring(0, slash))
                        .map(first -> new AddressRange(first, Integer.parseInt(prefix)))
                        .filter(range -> range.prefix <= bits(range.first))
                : Optional.empty();
    }

    /** An IPv4 address in four parts or an IPv6 address; empty if it is neither, such as a name. */
    public static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address of the same family is one of them. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == first.getAddress().length
                && Arrays.equals(masked(bytes, prefix), first.getAddress());
    }

    private boolean isRange() {
        return contains(first);
    }

    private AddressRange aligned() {
        try {
            return new AddressRange(
                    InetAddress.getByAddress(masked(first.getAddress(), prefix)), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of as many bytes as before", e);
        }
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    /** The address with every bit beyond the prefix cleared. */
    private static byte[] masked(byte[] address, int prefix) {
        for (var at = 0; at < address.length; at++) {
            var kept = Math.clamp(prefix - (long) at * Byte.SIZE, 0, Byte.SIZE);
            address[at] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return address;
    }
}

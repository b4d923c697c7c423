package io.telltale.providers.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses that share their leading bits, such as {@code 10.0.0.0/8}.
 *
 * @param address any of them
 * @param prefix how many leading bits they share
 */
record AddressBlock(InetAddress address, int prefix) {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /** A block in CIDR form, or a single address; empty if the text is neither. */
    static Optional<AddressBlock> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return literal(text).map(one -> new AddressBlock(one, bits(one)));
        }
        var prefix = text.substring(slash + 1);
        return PREFIX.matcher(prefix).matches()
                ? literal(text.substring(0, slash))
                        .map(one -> new AddressBlock(one, Integer.parseInt(prefix)))
                        .filter(block -> block.prefix <= bits(block.address))
                : Optional.empty();
    }

    /** An IP address; empty for a host name, which is not resolved. */
    static Optional<InetAddress> literal(String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address of the same family is one of them. */
    boolean contains(InetAddress other) {
        var beyond = bits(address) - prefix;
        return bits(other) == bits(address)
                && number(other).shiftRight(beyond).equals(number(address).shiftRight(beyond));
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}

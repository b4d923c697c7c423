package io.telltale.providers.proxy;

import io.telltale.schemas.settings.AddressRange;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts that are reached without a proxy, as {@code NO_PROXY} lists them: comma-separated names,
 * each with every name below it and with or without a leading dot or {@code *.}; IP addresses;
 * blocks such as {@code 10.0.0.0/8}, which mean addresses and never names; {@code *} for every
 * host. A name or address may end in {@code :port}. An entry of another form names no host.
 *
 * @param entries in lower case
 */
record NoProxyList(List<Entry> entries) {

    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\]]*)]|([^:]*))(?::([0-9]{1,5}))?");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * One of them.
     *
     * @param name host name without leading dot, or {@code *}
     * @param range its addresses, where it is no name
     * @param port the only port that is meant; empty for all
     */
    record Entry(String name, Optional<AddressRange> range, Optional<Integer> port) {

        boolean names(String host, int at) {
            return port.filter(only -> only != at).isEmpty() && namesHost(host);
        }

        private boolean namesHost(String host) {
            var address = AddressRange.address(host);
            if (name.equals("*")) {
                return true;
            }
            return range.isPresent()
                    ? address.filter(range.get()::contains).isPresent()
                    : host.equals(name) || (address.isEmpty() && host.endsWith("." + name));
        }
    }

    /** Copies the entries. */
    NoProxyList {
        entries = List.copyOf(entries);
    }

    static NoProxyList parse(String text) {
        return new NoProxyList(
                Arrays.stream(text.split("[,\\s]+", -1))
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .map(NoProxyList::entry)
                        .filter(entry -> !entry.name.isEmpty())
                        .toList());
    }

    private static Entry entry(String text) {
        var matcher = WITH_PORT.matcher(text);
        if (!matcher.matches()) { // IPv6 without brackets
            return new Entry(text, AddressRange.around(text), Optional.empty());
        }
        var host =
                Optional.ofNullable(matcher.group(1))
                        .orElseGet(() -> matcher.group(2).replaceFirst("^\\*?\\.|\\.$", ""));
        return new Entry(
                host,
                AddressRange.around(host),
                Optional.ofNullable(matcher.group(3)).map(Integer::valueOf));
    }

    /** Whether a host is one of them, at its port. */
    boolean names(URI address) {
        var host = hostOf(address);
        return entries.stream().anyMatch(entry -> entry.names(host, portOf(address)));
    }

    /** In lower case, without the brackets of IPv6 and without the dot at the end of a name. */
    static String hostOf(URI address) {
        return address.getHost().toLowerCase(Locale.ROOT).replaceFirst("^\\[(.*)]$|\\.$", "$1");
    }

    static int portOf(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    }
}

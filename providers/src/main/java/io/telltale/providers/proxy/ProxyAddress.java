package io.telltale.providers.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Address of an HTTP proxy, which is itself spoken to without TLS.
 *
 * @param host name or IP address; IPv6 without brackets
 * @param port 1 to 65535
 * @param credentials what it is given with each request, where it wants any
 */
record ProxyAddress(String host, int port, Optional<ProxyCredentials> credentials) {

    /** Form of an address, for errors. */
    static final String FORM = "http://[user:password@]host:port, or none";

    /** The last {@code @} ends the password, as for curl. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)(?:http://)?(?![a-z][a-z0-9+.-]*://)(?:(.*)@)?"
                            + "(?:([a-z0-9._-]{1,253})|\\[([0-9a-f:.]{2,45})]):([0-9]{1,5})/?");

    private static final int LAST_PORT = 65_535;

    /** An address with or without {@code http://}; empty if it is none. The port must be there. */
    static Optional<ProxyAddress> parse(String text) {
        var matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var port = Integer.parseInt(matcher.group(4));
        var host = Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3));
        var given = Optional.ofNullable(matcher.group(1)).filter(user -> !user.isEmpty());
        var credentials = given.flatMap(ProxyCredentials::parse);
        return port >= 1 && port <= LAST_PORT && given.isPresent() == credentials.isPresent()
                ? Optional.of(new ProxyAddress(host, port, credentials))
                : Optional.empty();
    }

    /** What is known of a text that is no address without a chance of showing its password. */
    static String shown(String text) {
        var end = text.indexOf("://");
        return end >= 0 && text.substring(0, end).matches("[A-Za-z][A-Za-z0-9+.-]{0,9}")
                ? text.substring(0, end) + "://…"
                : "%d characters of another form".formatted(text.length());
    }

    /** Not resolved: its name may change its address while the process runs. */
    InetSocketAddress socket() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** Host and port, without credentials. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[%s]:%d".formatted(host, port);
    }
}

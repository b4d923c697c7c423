package io.telltale.providers.proxy;

import io.telltale.schemas.settings.AddressRange;
import io.telltale.schemas.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses are reached through which proxy.
 *
 * <p>{@code TELLTALE_PROVIDER_PROXY} is for all; {@code none}, or nothing after its {@code =},
 * means no proxy. Where it is not set, {@code https_proxy} is for https addresses and {@code
 * http_proxy} for http addresses, each in lower case before upper case. Hosts of {@code no_proxy}
 * are excepted from either. Loopback goes through a proxy only where {@code
 * TELLTALE_PROVIDER_PROXY} names one.
 */
public final class ProxySettings {

    /** Nothing is set; the JVM's own settings hold, such as {@code https.proxyHost}. */
    public static final ProxySettings UNSET =
            new ProxySettings(Optional.empty(), Optional.empty(), NoProxyList.parse(""), false);

    private static final String FORM =
            "http://[user:password@]host:port (%s=none uses no proxy)".formatted(NamedProxy.OWN);

    /**
     * The JDK's list of schemes that CONNECT may not authenticate with, read once in a process,
     * before its first HTTP client. Basic is on it, since a proxy sees that password in clear; who
     * gives a password for a proxy wants it sent.
     */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Optional<NamedProxy> http;
    private final Optional<NamedProxy> https;
    private final NoProxyList exceptions;
    private final boolean isOff;

    private ProxySettings(
            Optional<NamedProxy> http,
            Optional<NamedProxy> https,
            NoProxyList exceptions,
            boolean isOff) {
        this.http = http;
        this.https = https;
        this.exceptions = exceptions;
        this.isOff = isOff;
    }

    /**
     * Reads the variables; to be called before anything in this process makes an HTTP client. A
     * proxy that cannot be read is a fault, an entry of {@code no_proxy} is not.
     */
    public static ProxySettings read(Settings settings) {
        var read = settings.isGiven(NamedProxy.OWN) ? own(settings) : usual(settings);
        if (read.hasPassword() && System.getProperty(DISABLED_SCHEMES) == null) {
            System.setProperty(DISABLED_SCHEMES, "");
        }
        return read;
    }

    private static ProxySettings own(Settings settings) {
        var proxy =
                settings.optional(NamedProxy.OWN)
                        .filter(text -> !text.equalsIgnoreCase("none"))
                        .flatMap(text -> proxy(settings, NamedProxy.OWN, text));
        return new ProxySettings(proxy, proxy, exceptions(settings), proxy.isEmpty());
    }

    private static ProxySettings usual(Settings settings) {
        return new ProxySettings(
                first(settings, "http_proxy", "HTTP_PROXY"),
                first(settings, "https_proxy", "HTTPS_PROXY"),
                exceptions(settings),
                false);
    }

    private static Optional<NamedProxy> first(Settings settings, String lower, String upper) {
        var name = settings.optional(lower).isPresent() ? lower : upper;
        return settings.optional(name).flatMap(text -> proxy(settings, name, text));
    }

    private static Optional<NamedProxy> proxy(Settings settings, String name, String text) {
        var proxy = ProxyAddress.parse(text).map(address -> new NamedProxy(name, address));
        return proxy.isPresent()
                ? proxy
                : settings.fault(name, FORM, ProxyAddress.shown(text), proxy);
    }

    private static NoProxyList exceptions(Settings settings) {
        return NoProxyList.parse(
                settings.optional("no_proxy").or(() -> settings.optional("NO_PROXY")).orElse(""));
    }

    private boolean hasPassword() {
        return Stream.of(http, https)
                .flatMap(Optional::stream)
                .anyMatch(proxy -> proxy.address().credentials().isPresent());
    }

    /** The way to an address and everything below it. */
    public ProxyRoute to(URI address) {
        var proxy = "https".equalsIgnoreCase(address.getScheme()) ? https : http;
        if (isOff) {
            return ProxyRoute.direct(address, NamedProxy.OWN + " is none");
        }
        if (exceptions.names(address)) {
            return ProxyRoute.direct(address, "NO_PROXY names that host");
        }
        if (isLoopback(address) && proxy.filter(NamedProxy::isOwn).isEmpty()) {
            return ProxyRoute.direct(address, "loopback is reached without one");
        }
        return proxy.map(named -> ProxyRoute.through(named, address))
                .orElseGet(() -> ProxyRoute.unset(address));
    }

    private static boolean isLoopback(URI address) {
        var host = NoProxyList.hostOf(address);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || AddressRange.address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }
}

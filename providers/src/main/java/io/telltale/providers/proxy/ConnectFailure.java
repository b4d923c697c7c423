package io.telltale.providers.proxy;

import io.telltale.schemas.failure.Causes;
import io.telltale.schemas.failure.OneLine;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Explains why a host was not reached: what was tried, and what to set.
 *
 * @param target host and port that were wanted
 * @param tried where the connection went
 * @param way empty, or how the target is reached from there
 * @param hint what to set
 */
record ConnectFailure(String target, String tried, String way, String hint) {

    /** The JDK reports the status of a refused CONNECT only in the text of its exception. */
    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: ([0-9]{3})");

    private static final int LONGEST = 200;

    /** No variable names a proxy. */
    static ConnectFailure unset(URI address) {
        var usual = "https".equalsIgnoreCase(address.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        return straight(address, "behind a proxy set %s or %s".formatted(NamedProxy.OWN, usual));
    }

    /** There is no proxy for this address, for a reason. */
    static ConnectFailure direct(URI address, String reason) {
        return straight(address, "no proxy was used: " + reason);
    }

    private static ConnectFailure straight(URI address, String hint) {
        return new ConnectFailure(shown(address), shown(address), "", hint);
    }

    static ConnectFailure through(NamedProxy proxy, URI address) {
        return new ConnectFailure(
                shown(address),
                proxy.toString(),
                " on the way to " + shown(address),
                "correct %s, or name the host in NO_PROXY if it is reached without a proxy"
                        .formatted(proxy.variable()));
    }

    private static String shown(URI address) {
        return "%s:%d".formatted(address.getHost(), NoProxyList.portOf(address));
    }

    /** Empty where the cause is none of the way. */
    Optional<String> explain(Throwable cause) {
        if (Causes.has(cause, SSLException.class)) {
            return Optional.of(tlsFailed(cause));
        }
        return reason(cause).map(text -> text + "; " + hint);
    }

    /** The host was reached, so the way to it is not what has to change. */
    private String tlsFailed(Throwable cause) {
        var text = "TLS with %s failed: %s".formatted(target, text(cause));
        return Causes.has(cause, GeneralSecurityException.class)
                ? text
                        + "; where a proxy opens TLS, the JVM's trust store has to hold its certificate authority"
                : text;
    }

    private Optional<String> reason(Throwable cause) {
        if (Causes.has(cause, HttpConnectTimeoutException.class)) {
            return Optional.of("connect to %s%s timed out".formatted(tried, way));
        }
        if (Causes.has(cause, UnresolvedAddressException.class)) {
            return Optional.of("the name of %s%s is not known here".formatted(tried, way));
        }
        if (Causes.has(cause, ConnectException.class)) {
            return Optional.of("connect to %s%s failed".formatted(tried, way));
        }
        var tunnel = TUNNEL.matcher(text(cause));
        return tunnel.find()
                ? Optional.of(
                        "%s refused CONNECT to %s with HTTP %s"
                                .formatted(tried, target, tunnel.group(1)))
                : Optional.empty();
    }

    private static String text(Throwable failure) {
        return OneLine.of(String.valueOf(failure.getMessage()), LONGEST);
    }
}

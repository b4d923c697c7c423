package io.telltale.providers.proxy;

import io.telltale.schemas.settings.Secret;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way to one address: straight, or through a proxy with what that wants to know. Credentials
 * are sent with each request and not by an {@link java.net.Authenticator}, which would also judge
 * the provider's own 401.
 */
public final class ProxyRoute {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private final Optional<NamedProxy> proxy;
    private final Optional<ProxySelector> selector;
    private final ConnectFailure failure;
    private final boolean isTls;

    private ProxyRoute(
            URI address,
            Optional<NamedProxy> proxy,
            Optional<ProxySelector> selector,
            ConnectFailure failure) {
        this.isTls = "https".equalsIgnoreCase(address.getScheme());
        this.proxy = proxy;
        this.selector = selector;
        this.failure = failure;
    }

    /** No variable names a proxy, so the JVM's own settings decide. */
    static ProxyRoute unset(URI address) {
        return new ProxyRoute(
                address, Optional.empty(), Optional.empty(), ConnectFailure.unset(address));
    }

    /** Straight, for this reason. */
    static ProxyRoute direct(URI address, String reason) {
        return new ProxyRoute(
                address,
                Optional.empty(),
                Optional.of(HttpClient.Builder.NO_PROXY),
                ConnectFailure.direct(address, reason));
    }

    static ProxyRoute through(NamedProxy proxy, URI address) {
        return new ProxyRoute(
                address,
                Optional.of(proxy),
                Optional.of(ProxySelector.of(proxy.address().socket())),
                ConnectFailure.through(proxy, address));
    }

    /** Empty on a straight way. */
    Optional<NamedProxy> proxy() {
        return proxy;
    }

    /** Makes a client go this way. */
    public HttpClient.Builder applyTo(HttpClient.Builder client) {
        selector.ifPresent(client::proxy);
        return client;
    }

    /** Gives a request what the proxy wants; the JDK keeps it from the provider. */
    public HttpRequest.Builder applyTo(HttpRequest.Builder request) {
        credentials()
                .ifPresent(known ->
                        request.setHeader(
                                "Proxy-Authorization", "Basic " + known.basic().reveal()));
        return request;
    }

    private Optional<ProxyCredentials> credentials() {
        return proxy.flatMap(named -> named.address().credentials());
    }

    /** For the end of an error: empty on a straight way, otherwise through what. */
    public String via() {
        return proxy.map(named -> " through " + named).orElse("");
    }

    /** What must not be seen in any text of the proxy's. */
    public List<Secret> secrets() {
        return credentials().map(ProxyCredentials::secrets).orElse(List.of());
    }

    /**
     * What failed on the way, and what to set; empty if the cause is none of the way.
     *
     * @param cause what a request ended with
     */
    public Optional<String> explain(Throwable cause) {
        return failure.explain(cause);
    }

    /** Why the proxy did not let a request through; empty if the answer is not the proxy's. */
    public Optional<String> refusal(HttpResponse<?> answer) {
        return answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED
                ? proxy.map(named -> wantsCredentials(named, answer))
                : Optional.empty();
    }

    private static String wantsCredentials(NamedProxy proxy, HttpResponse<?> answer) {
        var offered =
                answer.headers().allValues("Proxy-Authenticate").stream()
                        .map(challenge -> challenge.strip().split("[^A-Za-z0-9-]", 2)[0])
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "%s answered 407, %s; it accepts %s, and Telltale sends Basic"
                .formatted(
                        proxy,
                        proxy.address().credentials().isPresent()
                                ? "the user and password there are refused"
                                : "it needs a user and a password there",
                        offered.isEmpty() ? "an unnamed scheme" : offered);
    }

    /**
     * Whether an answer may be the proxy's own, such as that it does not reach the host. Through a
     * tunnel only the host answers.
     */
    public boolean mayBeOfProxy(int status) {
        return proxy.isPresent()
                && (status == PROXY_AUTHENTICATION_REQUIRED
                        || (!isTls && (status == FORBIDDEN || status >= SERVER_ERROR)));
    }
}

package io.telltale.providers.proxy;

import io.telltale.schemas.settings.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * User and password that a proxy wants.
 *
 * @param user name of the user
 * @param password may be empty
 */
record ProxyCredentials(String user, Secret password) {

    /** Of {@code user:password}, percent-encoded where needed; empty if the encoding is wrong. */
    static Optional<ProxyCredentials> parse(String text) {
        var colon = text.indexOf(':');
        var user = colon < 0 ? text : text.substring(0, colon);
        var password = colon < 0 ? "" : text.substring(colon + 1);
        try {
            return Optional.of(new ProxyCredentials(decoded(user), new Secret(decoded(password))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What follows {@code Basic} in {@code Proxy-Authorization}. */
    Secret basic() {
        var both = user + ":" + password.reveal();
        return new Secret(
                Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every text that would tell the password. */
    List<Secret> secrets() {
        return List.of(password, basic());
    }
}

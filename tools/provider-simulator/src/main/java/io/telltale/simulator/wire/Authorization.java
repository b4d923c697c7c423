package io.telltale.simulator.wire;

import io.micronaut.http.BasicAuth;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads the credentials in a request's {@code Authorization} header. */
public final class Authorization {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private Authorization() {}

    public static Optional<String> bearer(HttpRequest<?> request) {
        return behind(BEARER, request);
    }

    /** A name and secret; empty when the header holds none that can be read. */
    public static Optional<BasicAuth> basic(HttpRequest<?> request) {
        return behind(BASIC, request).flatMap(Authorization::pair);
    }

    /** Whether the header is of the basic kind, readable or not. */
    public static boolean isBasic(HttpRequest<?> request) {
        return behind(BASIC, request).isPresent();
    }

    private static Optional<BasicAuth> pair(String encoded) {
        try {
            var bytes = Base64.getDecoder().decode(encoded.strip());
            var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2
                    ? Optional.of(new BasicAuth(pair[0], pair[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> behind(String scheme, HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(header -> header.startsWith(scheme))
                .map(header -> header.substring(scheme.length()));
    }
}

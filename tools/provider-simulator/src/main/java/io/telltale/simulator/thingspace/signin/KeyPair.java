package io.telltale.simulator.thingspace.signin;

import io.telltale.simulator.settings.ExpectedSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application's key and secret as they come in a request. */
record KeyPair(String key, ExpectedSecret secret) {

    private static final String BASIC = "Basic ";

    /** Reads an {@code Authorization} header; empty when it is no key pair. */
    static Optional<KeyPair> of(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            var basic = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
            var pair = new String(basic, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2
                    ? Optional.of(new KeyPair(pair[0], new ExpectedSecret(pair[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

package io.telltale.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the registry is reached, by the property names of Confluent's client.
 *
 * @param addresses base addresses, tried in turn; one or more
 * @param authorization value of the Authorization header
 * @param tls for https addresses; empty for the JDK's own authorities
 */
record RegistryAccess(
        List<URI> addresses, Optional<String> authorization, Optional<SSLContext> tls) {

    static final String ADDRESSES = "schema.registry.url";

    /** Confluent's client takes every property of its own with and without it, but those of TLS. */
    static final String PREFIX = "schema.registry.";

    static final String BASIC_SOURCE = "basic.auth.credentials.source";
    static final String BASIC = "basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String BEARER = "bearer.auth.token";

    static final String USER_INFO = "USER_INFO";
    static final String STATIC_TOKEN = "STATIC_TOKEN";

    /** Copies the list. */
    RegistryAccess {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads the properties of a serializer.
     *
     * @throws IllegalArgumentException if there is no address
     * @throws org.apache.kafka.common.KafkaException if the key stores cannot be used
     */
    static RegistryAccess of(Map<String, ?> properties) {
        var access = withoutTls(properties);
        return new RegistryAccess(
                access.addresses(), access.authorization(), RegistryTls.of(properties));
    }

    /** The same with the JDK's own authorities. */
    static RegistryAccess withoutTls(Map<String, ?> properties) {
        var addresses = properties.get(ADDRESSES);
        if (addresses == null) {
            throw new IllegalArgumentException(ADDRESSES + " must be an address, was missing");
        }
        return new RegistryAccess(
                Arrays.stream(addresses.toString().split(",", -1))
                        .map(address -> URI.create(address.strip().replaceFirst("/+$", "")))
                        .toList(),
                text(properties, BEARER)
                        .map(token -> "Bearer " + token)
                        .or(() -> text(properties, BASIC).map(RegistryAccess::basic)),
                Optional.empty());
    }

    /**
     * Given properties with what follows from them: the sources of credentials, without which
     * Confluent's client ignores these, and the types of key stores given as PEM texts.
     */
    static Map<String, Object> completed(Map<String, String> given) {
        var all = new HashMap<String, Object>(given);
        completeSource(all, BASIC, BASIC_SOURCE, USER_INFO);
        completeSource(all, BEARER, BEARER_SOURCE, STATIC_TOKEN);
        RegistryTls.completeTypes(all);
        return all;
    }

    private static void completeSource(
            Map<String, Object> all, String value, String source, String usual) {
        if (text(all, value).isPresent() && text(all, source).isEmpty()) {
            all.put(source, usual);
        }
    }

    /** Whether the credentials are of a kind that we have: user and password, token, or none. */
    static boolean knowsCredentials(Map<String, ?> properties) {
        return text(properties, BASIC_SOURCE).map(USER_INFO::equals).orElse(true)
                && text(properties, BEARER_SOURCE).map(STATIC_TOKEN::equals).orElse(true);
    }

    /** The value of a property, with or without Confluent's prefix. */
    static Optional<String> text(Map<String, ?> properties, String name) {
        return Optional.<Object>ofNullable(properties.get(PREFIX + name))
                .or(() -> Optional.ofNullable(properties.get(name)))
                .map(Object::toString);
    }

    private static String basic(String credentials) {
        var bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /** Addresses only. */
    @Override
    public String toString() {
        return "registry at " + addresses;
    }
}

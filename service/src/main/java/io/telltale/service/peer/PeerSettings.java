package io.telltale.service.peer;

import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the instances of a service reach each other.
 *
 * @param advertised {@code host:port} at which others reach this instance; empty for the address
 *     that it binds
 * @param secret the same for all instances; without it no instance answers another one
 */
public record PeerSettings(Optional<String> advertised, Optional<Secret> secret) {

    /** Of an instance without others. */
    public static final PeerSettings NONE = new PeerSettings(Optional.empty(), Optional.empty());

    private static final String ADDRESS = "TELLTALE_ADVERTISED_ADDRESS";
    private static final String SECRET = "TELLTALE_PEER_SECRET";
    private static final int SHORTEST = 16;
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}");

    /** Reads {@code TELLTALE_ADVERTISED_ADDRESS} and {@code TELLTALE_PEER_SECRET}. */
    public static PeerSettings read(Settings settings) {
        var advertised =
                settings.optional(ADDRESS)
                        .filter(address ->
                                HOST_AND_PORT.matcher(address).matches()
                                        || settings.fault(ADDRESS, "host:port", address, false));
        var secret =
                settings.optional(SECRET)
                        .filter(text ->
                                text.length() >= SHORTEST
                                        || settings.fault(
                                                SECRET,
                                                "at least %d characters".formatted(SHORTEST),
                                                "%d characters".formatted(text.length()),
                                                false))
                        .map(Secret::new);
        return new PeerSettings(advertised, secret);
    }
}

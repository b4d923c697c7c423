package io.telltale.callback.verify;

import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Settings of callbacks: trusted sources and the listeners of the accounts. */
public final class CallbackSettings {

    private static final String SOURCES = "TELLTALE_CALLBACK_TRUSTED_SOURCES";
    private static final String PROXIES = "TELLTALE_CALLBACK_TRUSTED_PROXIES";
    private static final String ACCOUNTS = "TELLTALE_THINGSPACE_ACCOUNTS";

    /**
     * The addresses on ThingSpace's pages, of connectivity and software management. The list may
     * change.
     */
    private static final List<String> PUBLISHED =
            List.of(
                    "137.117.33.109",
                    "168.62.173.153",
                    "3.87.163.45",
                    "3.91.119.203",
                    "54.197.62.209",
                    "35.165.205.14",
                    "54.200.43.232",
                    "34.216.81.234",
                    "68.128.212.217");

    private final TrustedAddresses sources;
    private final TrustedAddresses proxies;
    private final ForwardedFor forwarded;
    private final Map<String, CallbackListener> listeners;

    private CallbackSettings(
            TrustedAddresses sources,
            TrustedAddresses proxies,
            Map<String, CallbackListener> listeners) {
        this.sources = sources;
        this.proxies = proxies;
        this.forwarded = new ForwardedFor(proxies);
        this.listeners = Map.copyOf(listeners);
    }

    /**
     * Reads {@code TELLTALE_CALLBACK_TRUSTED_SOURCES}, {@code TELLTALE_CALLBACK_TRUSTED_PROXIES},
     * {@code TELLTALE_THINGSPACE_ACCOUNTS} and, for each account, {@code …_CALLBACK_USERNAME},
     * {@code …_CALLBACK_PASSWORD}, {@code …_CALLBACK_PREVIOUS_USERNAME} and {@code
     * …_CALLBACK_PREVIOUS_PASSWORD}.
     */
    public static CallbackSettings read(Settings settings) {
        var given = settings.list(SOURCES);
        var listeners =
                settings.list(ACCOUNTS).stream()
                        .distinct()
                        .map(account -> listener(settings, account))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        CallbackListener::account, Function.identity()));
        return new CallbackSettings(
                TrustedAddresses.read(settings, SOURCES, given.isEmpty() ? PUBLISHED : given),
                TrustedAddresses.read(settings, PROXIES, settings.list(PROXIES)),
                listeners);
    }

    private static CallbackListener listener(Settings settings, String account) {
        var prefix = "TELLTALE_THINGSPACE_" + Settings.nameOf(account) + "_CALLBACK_";
        return new CallbackListener(
                account,
                settings.text(prefix + "USERNAME"),
                settings.optional(prefix + "PREVIOUS_USERNAME"),
                settings.secret(prefix + "PASSWORD"),
                settings.optional(prefix + "PREVIOUS_PASSWORD").map(Secret::new));
    }

    /**
     * The listener of an account, if the source is trusted.
     *
     * @param peer address of the connection
     * @param forwardedFor every {@code X-Forwarded-For} of the request, in their order
     */
    public Optional<CallbackListener> listener(
            InetAddress peer, List<String> forwardedFor, String account) {
        return forwarded
                .client(peer, forwardedFor)
                .filter(sources::contain)
                .flatMap(_ -> Optional.ofNullable(listeners.get(account)));
    }

    /**
     * The source of a request.
     *
     * @param address of the client, by a proxy of ours or by the connection; of the peer where the
     *     proxy named no client
     * @param isTrusted whether that address may call back
     */
    public record Caller(InetAddress address, boolean isTrusted) {}

    /** The source of a request, for any account. */
    public Caller caller(InetAddress peer, List<String> forwardedFor) {
        var client = forwarded.client(peer, forwardedFor);
        return new Caller(client.orElse(peer), client.filter(sources::contain).isPresent());
    }

    /** Billing accounts that are called back. */
    public Set<String> accounts() {
        return listeners.keySet();
    }

    /** Whether callbacks may come over connections from this address, directly or through it. */
    public boolean mayConnect(InetAddress peer) {
        return sources.contain(peer) || proxies.contain(peer);
    }
}

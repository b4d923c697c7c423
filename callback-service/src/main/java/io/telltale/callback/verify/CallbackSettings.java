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

/**
 * Who may call back.
 *
 * @param trustedSources addresses that callbacks come from
 * @param listeners by account
 */
public record CallbackSettings(Set<InetAddress> trustedSources, Map<String, Listener> listeners) {

    private static final String SOURCES = "TELLTALE_CALLBACK_TRUSTED_SOURCES";
    private static final String ACCOUNTS = "TELLTALE_THINGSPACE_ACCOUNTS";

    /**
     * What ThingSpace's pages say, connectivity and software management together. The list is
     * described as changing.
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

    /** Copies both. */
    public CallbackSettings {
        trustedSources = Set.copyOf(trustedSources);
        listeners = Map.copyOf(listeners);
    }

    /**
     * Reads {@code TELLTALE_CALLBACK_TRUSTED_SOURCES}, {@code TELLTALE_THINGSPACE_ACCOUNTS} and,
     * for each account, {@code …_CALLBACK_USERNAME}, {@code …_CALLBACK_PASSWORD} and {@code
     * …_CALLBACK_PREVIOUS_PASSWORD}.
     */
    public static CallbackSettings read(Settings settings) {
        var given = settings.list(SOURCES);
        var sources =
                (given.isEmpty() ? PUBLISHED : given)
                        .stream()
                                .map(text -> address(settings, text))
                                .collect(Collectors.toUnmodifiableSet());
        var listeners =
                settings.list(ACCOUNTS).stream()
                        .distinct()
                        .map(account -> listener(settings, account))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Listener::account, Function.identity()));
        return new CallbackSettings(sources, listeners);
    }

    private static InetAddress address(Settings settings, String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return settings.fault(
                    SOURCES,
                    "IP addresses parted by commas",
                    text,
                    InetAddress.getLoopbackAddress());
        }
    }

    private static Listener listener(Settings settings, String account) {
        var prefix = "TELLTALE_THINGSPACE_" + Settings.nameOf(account) + "_CALLBACK_";
        return new Listener(
                account,
                settings.text(prefix + "USERNAME"),
                settings.secret(prefix + "PASSWORD"),
                settings.optional(prefix + "PREVIOUS_PASSWORD").map(Secret::new));
    }

    /** The listener of an account, if the caller's address may call back at all. */
    public Optional<Listener> listener(InetAddress source, String account) {
        return trustedSources.contains(source)
                ? Optional.ofNullable(listeners.get(account))
                : Optional.empty();
    }
}

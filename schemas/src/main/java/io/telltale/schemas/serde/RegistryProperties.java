package io.telltale.schemas.serde;

import io.telltale.schemas.settings.NearestName;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/**
 * Checks the properties for {@link AvroRecordSerializer} and {@link AvroRecordDeserializer} at
 * start. One that they do not know would have no effect, unnoticed; so it is a fault. Values may be
 * secret and are not repeated.
 */
final class RegistryProperties {

    static final String VARIABLES = "TELLTALE_REGISTRY_PROPERTIES";
    static final String REGISTER = "auto.register.schemas";

    private static final Set<String> CREDENTIALS =
            Set.of(
                    RegistryAccess.BASIC_SOURCE,
                    RegistryAccess.BASIC,
                    RegistryAccess.BEARER_SOURCE,
                    RegistryAccess.BEARER);
    private static final Set<String> KNOWN = known();

    private final Settings settings;
    private final Map<String, String> properties;

    private RegistryProperties(Settings settings, Map<String, String> properties) {
        this.settings = settings;
        this.properties = properties;
    }

    private static Set<String> known() {
        var names = new HashSet<>(CREDENTIALS);
        CREDENTIALS.forEach(name -> names.add(RegistryAccess.PREFIX + name));
        RegistryTls.NAMES.forEach(name -> names.add(RegistryAccess.PREFIX + name));
        names.add(REGISTER);
        return Set.copyOf(names);
    }

    /** Remembers a fault for each property that our classes cannot use. */
    static void check(Settings settings, Map<String, String> properties) {
        var check = new RegistryProperties(settings, properties);
        properties.keySet().stream().sorted().forEach(check::checkName);
        check.checkRegister();
        check.checkBasic();
        check.checkBearer();
        check.checkTls();
    }

    private void checkName(String name) {
        if (KNOWN.contains(name)) {
            return;
        }
        if (name.equals(RegistryAccess.ADDRESSES)) {
            settings.fault(
                    variable(name), "ignored, since TELLTALE_REGISTRY_URL is set", "given", name);
            return;
        }
        var nearest =
                nearest(name)
                        .map(known -> "; did you mean %s?".formatted(variable(known)))
                        .orElse("");
        settings.fault(
                variable(name),
                "a property that Telltale's own serializer has" + nearest,
                name,
                name);
    }

    /** With and without Confluent's prefix, which is easily forgotten. */
    private static Optional<String> nearest(String name) {
        var byShortName =
                KNOWN.stream()
                        .collect(
                                Collectors.toMap(
                                        RegistryProperties::withoutPrefix,
                                        known -> known,
                                        (one, other) ->
                                                one.length() < other.length() ? one : other));
        return NearestName.of(withoutPrefix(name), byShortName.keySet()).map(byShortName::get);
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(RegistryAccess.PREFIX)
                ? name.substring(RegistryAccess.PREFIX.length())
                : name;
    }

    private void checkRegister() {
        var register = properties.getOrDefault(REGISTER, "false").strip();
        if (!register.equalsIgnoreCase("true") && !register.equalsIgnoreCase("false")) {
            settings.fault(variable(REGISTER), "true or false", register, register);
        }
    }

    private void checkBasic() {
        checkSource(RegistryAccess.BASIC_SOURCE, RegistryAccess.USER_INFO, RegistryAccess.BASIC);
        var credentials = text(RegistryAccess.BASIC);
        if (credentials.isPresent() && !credentials.get().contains(":")) {
            settings.fault(variable(RegistryAccess.BASIC), "user:password", "without a colon", "");
        }
    }

    private void checkBearer() {
        checkSource(
                RegistryAccess.BEARER_SOURCE, RegistryAccess.STATIC_TOKEN, RegistryAccess.BEARER);
        if (text(RegistryAccess.BEARER).isPresent() && text(RegistryAccess.BASIC).isPresent()) {
            settings.fault(
                    variable(RegistryAccess.BEARER),
                    "left out beside " + variable(RegistryAccess.BASIC),
                    "given",
                    "");
        }
    }

    private void checkSource(String source, String only, String value) {
        var given = text(source);
        if (given.isEmpty()) {
            return;
        }
        if (!given.get().equals(only)) {
            settings.fault(
                    variable(source),
                    only + ", which is all that Telltale's own serializer has",
                    given.get(),
                    only);
        } else if (text(value).isEmpty()) {
            settings.fault(
                    variable(value), "given with %s=%s".formatted(source, only), "missing", "");
        }
    }

    private void checkTls() {
        try {
            var _ = RegistryTls.of(RegistryAccess.completed(properties));
        } catch (KafkaException e) {
            settings.fault(
                    variable(RegistryAccess.PREFIX + "ssl.*"),
                    "key stores that can be read (…_TYPE=PEM for PEM files)",
                    "refused: " + reason(e),
                    "");
        }
    }

    /** Messages of Kafka and of the file system; neither shows a password. */
    private static String reason(KafkaException failure) {
        var cause = failure.getCause();
        return cause instanceof IOException
                ? "%s: %s".formatted(failure.getMessage(), cause.getMessage())
                : String.valueOf(failure.getMessage());
    }

    private Optional<String> text(String name) {
        return RegistryAccess.text(properties, name);
    }

    /** The variable that sets a property. */
    static String variable(String property) {
        return VARIABLES + "_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}

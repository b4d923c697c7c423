package io.telltale.schemas.serde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS towards the registry: trusted authorities and the client certificate, from key stores or PEM.
 * Names and formats are those of Kafka's own TLS properties behind {@code schema.registry.}, read
 * once at start. The host's name in the certificate is always checked.
 */
final class RegistryTls {

    /** Behind {@link RegistryAccess#PREFIX}. */
    static final List<String> NAMES =
            List.of(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEY_PASSWORD_CONFIG);

    private RegistryTls() {}

    /**
     * What a client connects with, or empty where no TLS property is set.
     *
     * @throws org.apache.kafka.common.KafkaException if the key stores cannot be used
     */
    static Optional<SSLContext> of(Map<String, ?> properties) {
        var given = new HashMap<String, String>();
        for (var name : NAMES) {
            var value = properties.get(RegistryAccess.PREFIX + name);
            if (value != null) {
                given.put(name, value.toString());
            }
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        try (var factory = new DefaultSslEngineFactory()) {
            factory.configure(definition.parse(given));
            return Optional.of(factory.sslContext());
        }
    }

    /** Certificates and keys as texts can only be PEM, so the type need not be given. */
    static void completeTypes(Map<String, Object> properties) {
        completeType(
                properties,
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
        completeType(
                properties,
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
    }

    private static void completeType(Map<String, Object> properties, String pem, String type) {
        if (properties.containsKey(RegistryAccess.PREFIX + pem)) {
            properties.putIfAbsent(RegistryAccess.PREFIX + type, DefaultSslEngineFactory.PEM_TYPE);
        }
    }
}

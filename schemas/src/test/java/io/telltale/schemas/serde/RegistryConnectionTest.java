package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.settings.Settings;
import io.telltale.testing.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From variables of a service to a registry over HTTP and TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@Tag("slow")
class RegistryConnectionTest {

    private static final String SUBJECT = "device.sms.v1-value";
    private static final String PROPERTY = "TELLTALE_REGISTRY_PROPERTIES_";
    private static final String TLS = PROPERTY + "SCHEMA_REGISTRY_SSL_";

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final RegistryServer plain = new RegistryServer();
    private final RegistryServer other = new RegistryServer();
    private RegistryServer secured;
    private TestAuthority authority;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        authority = new TestAuthority(folder);
        secured = new RegistryServer(authority.serverTls());
    }

    @BeforeEach
    void answerAll() {
        plain.refuse(0);
        other.refuse(0);
    }

    @AfterAll
    void stop() {
        List.of(plain, other, secured).forEach(RegistryServer::close);
    }

    @Test
    void trustsAnAuthorityThatIsGivenAsPemFile() {
        assertAnswers(
                secured, Map.of(TLS + "TRUSTSTORE_CERTIFICATES_FILE", authority.certificate()));
        assertAnswers(
                secured,
                Map.of(
                        TLS + "TRUSTSTORE_LOCATION",
                        authority.certificate(),
                        TLS + "TRUSTSTORE_TYPE",
                        "PEM"));
    }

    @Test
    void trustsAnAuthorityInAKeyStore() {
        assertAnswers(
                secured,
                Map.of(
                        TLS + "TRUSTSTORE_LOCATION",
                        authority.trustStore(),
                        TLS + "TRUSTSTORE_PASSWORD",
                        TestAuthority.PASSWORD,
                        TLS + "TRUSTSTORE_TYPE",
                        "PKCS12"));
    }

    @Test
    void doesNotTrustAnotherAuthority_andSaysWhatToSet() {
        var settings = settings(secured.url().toString(), Map.of());

        assertThatThrownBy(() -> register(settings))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll(secured.url().toString(), TLS + "TRUSTSTORE_CERTIFICATES");
    }

    @Test
    void checksTheNameInTheCertificate() {
        var localhost = secured.url().toString().replace("127.0.0.1", "localhost");
        var settings =
                settings(
                        localhost,
                        Map.of(TLS + "TRUSTSTORE_CERTIFICATES_FILE", authority.certificate()));

        assertThatThrownBy(() -> register(settings))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void showsACertificateOfItsOwn_whereTheRegistryWantsOne() throws Exception {
        try (var strict = new RegistryServer(authority.serverTls())) {
            strict.wantCertificate();
            var trust = new HashMap<String, Object>();
            trust.put(TLS + "TRUSTSTORE_CERTIFICATES_FILE", authority.certificate());
            assertThatThrownBy(() -> register(settings(strict.url().toString(), trust)))
                    .isInstanceOf(RegistryUnavailableException.class);

            trust.put(TLS + "KEYSTORE_LOCATION", authority.clientStore());
            trust.put(TLS + "KEYSTORE_PASSWORD", TestAuthority.PASSWORD);
            trust.put(TLS + "KEYSTORE_TYPE", "PKCS12");

            assertAnswers(strict, trust);
        }
    }

    @Test
    void showsItsToken() {
        assertAnswers(
                plain,
                Map.of(
                        PROPERTY + "BEARER_AUTH_CREDENTIALS_SOURCE",
                        "STATIC_TOKEN",
                        PROPERTY + "BEARER_AUTH_TOKEN",
                        "t0ken"));

        assertThat(plain.requests())
                .contains("POST /subjects/device.sms.v1-value/versions Bearer t0ken");
    }

    @Test
    void showsUserAndPassword() {
        assertAnswers(
                plain,
                Map.of(
                        PROPERTY + "BASIC_AUTH_CREDENTIALS_SOURCE",
                        "USER_INFO",
                        PROPERTY + "BASIC_AUTH_USER_INFO",
                        "joe:secret"));

        assertThat(plain.requests())
                .contains("POST /subjects/device.sms.v1-value/versions Basic am9lOnNlY3JldA==");
    }

    @Test
    void asksTheNextAddress_whereOneCannotBeReached_andStaysThere() {
        var gone = new RegistryServer();
        gone.close();
        var nobody = gone.url().toString();
        var registry = registry(nobody + ", " + plain.url());

        assertThatCode(() -> registry.check()).doesNotThrowAnyException();
        plain.refuse(503);

        assertThatThrownBy(registry::check)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll(
                        "at " + plain.url() + " answered HTTP 503",
                        "at " + nobody + " does not answer");
    }

    @Test
    void asksTheNextAddress_whereOneAnswers5xx() {
        plain.refuse(503);
        var before = other.requests().size();

        register(settings(plain.url() + "," + other.url(), Map.of()));

        assertThat(other.requests()).hasSizeGreaterThan(before);
    }

    @Test
    void asksTheFirstAgain_whenTheOtherIsGone() {
        plain.refuse(503);
        var registry = registry(plain.url() + "," + other.url());
        registry.register(SUBJECT, SmsEvent.getClassSchema());
        plain.refuse(0);
        other.refuse(503);

        assertThatCode(() -> registry.register(SUBJECT, SmsEvent.getClassSchema()))
                .doesNotThrowAnyException();
    }

    @Test
    void takesA4xxAsTheAnswer() {
        plain.refuse(401);
        var before = other.requests().size();
        var settings = settings(plain.url() + "," + other.url(), Map.of());

        assertThatThrownBy(() -> register(settings))
                .isInstanceOf(RegistryUnauthorizedException.class);
        assertThat(other.requests()).hasSize(before);
    }

    private static void assertAnswers(RegistryServer registry, Map<String, ?> variables) {
        assertThatCode(() -> register(settings(registry.url().toString(), variables)))
                .doesNotThrowAnyException();
    }

    private static void register(SerdeSettings settings) {
        registry(settings).register(SUBJECT, SmsEvent.getClassSchema());
    }

    private static SchemaRegistry registry(String addresses) {
        return registry(settings(addresses, Map.of()));
    }

    /** With time for the first TLS of a JVM on a busy machine. */
    private static SchemaRegistry registry(SerdeSettings settings) {
        return new SchemaRegistry(RegistryAccess.of(settings.forSerdes()), LONGEST, LONGEST);
    }

    private static SerdeSettings settings(String addresses, Map<String, ?> variables) {
        var all = new HashMap<String, String>();
        all.put("TELLTALE_REGISTRY_URL", addresses);
        variables.forEach((name, value) -> all.put(name, value.toString()));
        var settings = Settings.of(all);
        var read = SerdeSettings.read(settings);
        settings.refuseIfFaulty();
        return read;
    }
}

package io.telltale.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void givesDefaults_whenNothingIsSet() {
        var settings = Settings.of(Map.of());

        assertThat(settings.text("T", "some")).isEqualTo("some");
        assertThat(settings.optional("T")).isEmpty();
        assertThat(settings.list("T")).isEmpty();
        assertThat(settings.number("T", 7, 1, 10)).isEqualTo(7);
        assertThat(settings.duration("T", SECOND, SECOND, MINUTE)).isEqualTo(SECOND);
        assertThat(settings.flag("T", true)).isTrue();
        assertThat(settings.address("T", "http://127.0.0.1:8081/"))
                .isEqualTo(URI.create("http://127.0.0.1:8081"));
        assertThat(settings.optionalPath("T")).isEmpty();
        assertThatCode(settings::refuseIfFaulty).doesNotThrowAnyException();
    }

    @Test
    void givesWhatIsSet_withoutTheSpaceAroundIt() {
        var settings =
                Settings.of(
                        Map.of(
                                "TEXT", " a b ",
                                "LIST", " a, b ,,c ",
                                "NUMBER", "10",
                                "DURATION", "PT1M",
                                "FLAG", "TRUE",
                                "ADDRESS", "https://example.org/base//",
                                "FOLDER", "some/folder"));

        assertThat(settings.text("TEXT")).isEqualTo("a b");
        assertThat(settings.list("LIST")).containsExactly("a", "b", "c");
        assertThat(settings.number("NUMBER", 1, 1, 10)).isEqualTo(10);
        assertThat(settings.duration("DURATION", SECOND, SECOND, MINUTE)).isEqualTo(MINUTE);
        assertThat(settings.flag("FLAG", false)).isTrue();
        assertThat(settings.address("ADDRESS")).hasToString("https://example.org/base");
        assertThat(settings.path("FOLDER")).isEqualTo(Path.of("some/folder"));
        assertThatCode(settings::refuseIfFaulty).doesNotThrowAnyException();
    }

    @Test
    void listsEveryFaultAtOnce() {
        var settings =
                Settings.of(
                        Map.of(
                                "NUMBER", "eleven",
                                "LARGE", "11",
                                "DURATION", "30s",
                                "SHORT", "PT0.9S",
                                "FLAG", "yes",
                                "ADDRESS", "ftp://example.org",
                                "BLANK", "  "));

        settings.number("NUMBER", 1, 1, 10);
        settings.number("LARGE", 1, 1, 10);
        settings.duration("DURATION", SECOND, SECOND, MINUTE);
        settings.duration("SHORT", SECOND, SECOND, MINUTE);
        settings.flag("FLAG", false);
        settings.address("ADDRESS");
        settings.address("NOWHERE");
        settings.text("BLANK");
        settings.path("FOLDER");
        settings.secret("SECRET");
        settings.fault("OWN", "something else", "this", "that");

        assertThat(refusal(settings).faults())
                .containsExactly(
                        "NUMBER must be a whole number from 1 to 10, was eleven",
                        "LARGE must be a whole number from 1 to 10, was 11",
                        "DURATION must be a duration from PT1S to PT1M, was 30s",
                        "SHORT must be a duration from PT1S to PT1M, was PT0.9S",
                        "FLAG must be true or false, was yes",
                        "ADDRESS must be an http or https address, was ftp://example.org",
                        "NOWHERE must be an http or https address, was nothing",
                        "BLANK must be a value, was nothing",
                        "FOLDER must be a value, was nothing",
                        "SECRET must be a value, was nothing",
                        "OWN must be something else, was this");
        assertThat(refusal(settings))
                .hasMessageStartingWith("the configuration has 11 faults:\n  NUMBER must be");
    }

    @Test
    void refusesNothing_untilAsked() {
        var settings = Settings.of(Map.of());

        assertThat(settings.text("MISSING")).isEmpty();
        assertThat(settings.address("MISSING").getHost()).isEqualTo("127.0.0.1");

        assertThatThrownBy(settings::refuseIfFaulty).isInstanceOf(InvalidSettingsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org:80",
                "http://",
                "http:///path",
                "/path",
                "not an address",
                "http:opaque"
            })
    void refusesWhatIsNoWebAddress(String text) {
        var settings = Settings.of(Map.of("ADDRESS", text));

        settings.address("ADDRESS");

        assertThat(refusal(settings).faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://joe:hunter2@example.org",
                "ftp://joe:hunter2@example.org",
                "http://joe:hunter2@ex ample"
            })
    void refusesAnAddressWithAPassword_andDoesNotRepeatIt(String text) {
        var settings = Settings.of(Map.of("ADDRESS", text));

        settings.address("ADDRESS");

        assertThat(refusal(settings)).hasMessageNotContainingAny("hunter2", "joe");
    }

    @Test
    void readsAnyValueFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "hush\n");
        var settings = Settings.of(Map.of("TOKEN_FILE", file.toString()));

        assertThat(settings.secret("TOKEN").reveal()).isEqualTo("hush");
        assertThatCode(settings::refuseIfFaulty).doesNotThrowAnyException();
    }

    @Test
    void refusesAFileThatCannotBeRead(@TempDir Path folder) {
        var file = folder.resolve("missing");
        var settings = Settings.of(Map.of("PORT_FILE", file.toString()));

        settings.number("PORT", 1, 1, 10);

        assertThat(refusal(settings).faults())
                .containsExactly("PORT_FILE must be a file that can be read, was " + file);
    }

    @Test
    void refusesAValueThatIsGivenTwice_withoutRepeatingIt(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "hush");
        var settings = Settings.of(Map.of("TOKEN", "hunter2", "TOKEN_FILE", file.toString()));

        settings.secret("TOKEN");

        assertThat(refusal(settings).faults())
                .containsExactly("TOKEN must be given once, was given as variable and as file");
    }

    @Test
    void aSecretDoesNotShowItself() {
        var secret = Settings.of(Map.of("TOKEN", "hunter2")).secret("TOKEN");

        assertThat(secret).hasToString("***");
        assertThat(List.of(secret).toString()).doesNotContain("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void passesPropertiesThrough() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL",
                                "TELLTALE_KAFKA_PROPERTIES_LINGER_MS", "5",
                                "TELLTALE_KAFKA_PROPERTIES", "none",
                                "TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "a:1"));

        assertThat(settings.passedThrough("TELLTALE_KAFKA_PROPERTIES", Set.of()))
                .isEqualTo(Map.of("security.protocol", "SSL", "linger.ms", "5"));
    }

    @Test
    void readsAPassedThroughPropertyFromAFile_butNotOneThatItselfEndsInFile(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("password"), "s3cret\n");
        var settings =
                Settings.of(
                        Map.of(
                                "P_SSL_KEY_PASSWORD_FILE",
                                file.toString(),
                                "P_ASSERTION_FILE",
                                "/run/assertion"));

        assertThat(settings.passedThrough("P", Set.of("assertion.file")))
                .isEqualTo(
                        Map.of("ssl.key.password", "s3cret", "assertion.file", "/run/assertion"));
        settings.refuseIfFaulty();
    }

    @Test
    void refusesAPassedThroughPropertyThatIsGivenTwice(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "s3cret");
        var settings =
                Settings.of(
                        Map.of(
                                "P_SSL_KEY_PASSWORD",
                                "other",
                                "P_SSL_KEY_PASSWORD_FILE",
                                file.toString()));

        settings.passedThrough("P", Set.of());

        assertThatThrownBy(settings::refuseIfFaulty).hasMessageContaining("P_SSL_KEY_PASSWORD");
    }

    @Test
    void passesOverWhatKubernetesAddsForAServiceOfOurName() {
        var settings = Settings.of(Map.of("TELLTALE_PORT", "tcp://10.96.0.12:8080"));

        assertThat(settings.number("TELLTALE_PORT", 8082, 1, 65_535)).isEqualTo(8082);
        settings.refuseIfFaulty();
    }

    @ParameterizedTest
    @CsvSource({
        "0000123456-00001, 0000123456_00001",
        "demo, DEMO",
        "my.project 1, MY_PROJECT_1",
        "café, CAF_"
    })
    void namesAnAccountAsAVariableDoes(String account, String name) {
        assertThat(Settings.nameOf(account)).isEqualTo(name);
    }

    private static InvalidSettingsException refusal(Settings settings) {
        return catchThrowableOfType(InvalidSettingsException.class, settings::refuseIfFaulty);
    }
}

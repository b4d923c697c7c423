package io.telltale.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.telltale.schemas.settings.BadSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    private static final Map<String, String> FIVE_FAULTS =
            Map.of(
                    "TELLTALE_PORT", "99999",
                    "TELLTALE_HOST", "0.0.0.0",
                    "TELLTALE_REGISTRY_URL", "nowhere",
                    "TELLTALE_PREFIX", "a b",
                    "TELLTALE_PROBE", "");

    /** A service that wants one variable of its own. */
    static final class Main {
        public static void main(String[] arguments) {
            new ServiceProcess("probe", 8080, "", settings -> settings.text("TELLTALE_PROBE"))
                    .run();
        }
    }

    @Test
    void listsEveryFaultOfTheConfigurationAtOnce() {
        var service =
                new ServiceProcess("probe", 8080, "", settings -> settings.text("TELLTALE_PROBE"));

        assertThatExceptionOfType(BadSettings.class)
                .isThrownBy(() -> service.start(FIVE_FAULTS))
                .satisfies(refusal ->
                        assertThat(refusal.faults())
                                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                                .containsExactlyInAnyOrderElementsOf(FIVE_FAULTS.keySet()));
    }

    @Test
    void exitsWith2AndTheFaultsOnStandardError_whenTheConfigurationIsWrong() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Main.class.getName());
        command.environment().clear();
        command.environment().putAll(FIVE_FAULTS);
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);

        var process = command.start();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        var ended = process.waitFor(30, TimeUnit.SECONDS);

        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors).contains(FIVE_FAULTS.keySet());
    }
}

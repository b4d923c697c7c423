package io.telltale.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.settings.VariableReader;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.access.HttpServerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> service.start(FIVE_FAULTS))
                .satisfies(refusal ->
                        assertThat(refusal.faults())
                                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                                .containsExactlyInAnyOrderElementsOf(FIVE_FAULTS.keySet()));
    }

    @Test
    void warnsOfAnUnknownVariable_evenWhenItDoesNotStart() {
        var variables = new HashMap<>(FIVE_FAULTS);
        variables.put("TELLTALE_KAFKA_BOOSTRAP", "hunter2");
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(ServiceProcess.class);
        lines.start();
        log.addAppender(lines);
        try {
            var service = new ServiceProcess("probe", 8080, "", settings -> "");
            assertThatExceptionOfType(InvalidSettingsException.class)
                    .isThrownBy(() -> service.start(variables));
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains(
                        "TELLTALE_KAFKA_BOOSTRAP is not known; did you mean"
                                + " TELLTALE_KAFKA_BOOTSTRAP_SERVERS?")
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void itsVariablesAreThoseThatAreDeclared() {
        var settings = Settings.of(Map.of());
        HttpServerSettings.read(settings, 8080, "");
        KafkaSettings.read(settings);
        TopicLayout.read(settings);
        SerdeSettings.read(settings);

        var declared = new HashSet<>(VariableReader.SERVICE.names());
        declared.addAll(VariableReader.PIPELINE.names());
        assertThat(settings.asked()).containsExactlyInAnyOrderElementsOf(declared);
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

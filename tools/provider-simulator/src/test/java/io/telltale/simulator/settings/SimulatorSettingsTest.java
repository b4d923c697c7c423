package io.telltale.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorSettingsTest {

    @Test
    void everythingButTheFolderHasADefault() {
        var settings = valid(Map.of("TELLTALE_DATA", "data"));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8_090);
        assertThat(settings.credentials().thingSpaceKey().matches("demo-key")).isTrue();
    }

    @Test
    void namesEveryFaultAtOnce() {
        var faults =
                faults(
                        Map.of(
                                "TELLTALE_PORT", "x",
                                "TELLTALE_HOST", "0.0.0.0",
                                "TELLTALE_SIMULATOR_TYPO", "1"));

        assertThat(faults)
                .hasSize(4)
                .anyMatch(fault -> fault.contains("TELLTALE_PORT"))
                .anyMatch(fault -> fault.contains("TELLTALE_HOST"))
                .anyMatch(fault -> fault.contains("TELLTALE_DATA"))
                .anyMatch(fault -> fault.contains("TELLTALE_SIMULATOR_TYPO"));
    }

    @Test
    void bindsToAnotherHost_onlyWhenInsecureIsAllowed() {
        var settings =
                valid(
                        Map.of(
                                "TELLTALE_DATA", "data",
                                "TELLTALE_HOST", "0.0.0.0",
                                "TELLTALE_INSECURE", "true"));

        assertThat(settings.host()).isEqualTo("0.0.0.0");
    }

    @Test
    void readsASecretFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "from-file\n");

        var settings =
                valid(
                        Map.of(
                                "TELLTALE_DATA",
                                "data",
                                "TELLTALE_SIMULATOR_THINGSPACE_SECRET_FILE",
                                file.toString()));

        assertThat(settings.credentials().thingSpaceSecret().matches("from-file")).isTrue();
        assertThat(settings.toString()).doesNotContain("from-file");
    }

    private static SimulatorSettings valid(Map<String, String> environment) {
        return ((SettingsResult.Valid) SimulatorSettings.read(environment)).settings();
    }

    private static List<String> faults(Map<String, String> environment) {
        return ((SettingsResult.Faulty) SimulatorSettings.read(environment)).faults();
    }
}

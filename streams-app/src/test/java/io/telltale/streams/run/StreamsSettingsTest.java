package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.settings.VariableReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    @Test
    void itsVariablesAreThoseThatAreDeclared() {
        var settings = Settings.of(Map.of("TELLTALE_DATA", "/data"));

        StreamsSettings.read(settings);

        assertThat(settings.asked())
                .containsExactlyInAnyOrderElementsOf(VariableReader.STREAMS.names());
    }
}

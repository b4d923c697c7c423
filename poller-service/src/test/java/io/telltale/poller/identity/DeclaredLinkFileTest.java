package io.telltale.poller.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredLinkFileTest {

    @TempDir private Path folder;

    @Test
    void aLineLinksTwoRefs_inKindOrder() throws IOException {
        var links =
                read(
                        """
                        ref,sameAs,validFrom,validTo
                        xtremepush:demo:17186391,imei:990000560000001,,
                        esn:09600000001,imei:990000560000001,2026-01-31T00:00:00Z,
                        """);

        assertThat(links)
                .extracting(DeviceLink::getRefs)
                .containsExactly(
                        List.of("imei:990000560000001", "xtremepush:demo:17186391"),
                        List.of("imei:990000560000001", "esn:09600000001"));
        assertThat(links.getLast().getValidFrom()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    void everyWrongLineIsAFault() {
        assertThatThrownBy(() ->
                        read(
                                """
                                ref,sameAs,validFrom,validTo
                                nonsense,imei:990000560000001,,
                                imei:1,imei:1,,
                                imei:1,imei:2,yesterday,
                                """))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("3 faults")
                .hasMessageContaining("kind:value")
                .hasMessageContaining("two different refs")
                .hasMessageContaining("yesterday");
    }

    @Test
    void aLongFileNameIsCutToWhatANameMayBe() throws IOException {
        var links = read("x".repeat(100) + ".csv", "ref,sameAs\nimei:1,imei:2\n");

        assertThat(links.getFirst().getBy()).startsWith("file xxx").hasSize(64);
    }

    private List<DeviceLink> read(String content) throws IOException {
        return read("identities.csv", content);
    }

    private List<DeviceLink> read(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content);
        var settings = Settings.of(Map.of("TELLTALE_IDENTITIES_FILE", file.toString()));
        var links = DeclaredLinkFile.read(settings);
        settings.refuseIfFaulty();
        return links;
    }
}

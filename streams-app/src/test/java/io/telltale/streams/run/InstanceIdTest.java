package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {

    @TempDir private Path folder;

    @Test
    void anInstanceKeepsItsNameWithItsFolder() {
        var name = InstanceId.in(folder.resolve("data"));

        assertThat(InstanceId.in(folder.resolve("data"))).isEqualTo(name);
        assertThat(InstanceId.in(folder.resolve("other"))).isNotEqualTo(name);
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("instance-id"), "nothing of ours");

        assertThatThrownBy(() -> InstanceId.in(folder)).hasMessageContaining("instance-id");
    }
}

package io.telltale.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainerOptionsTest {

    private static final List<String> FILE =
            List.of("# a comment", "-XX:MaxRAMPercentage=50", "-cp /app/lib/*");

    @Test
    void takesTheOptionsOfTheImage_andItsMemory() {
        assertThat(ContainerOptions.of(FILE, 4_096))
                .containsExactly("-XX:MaxRAMPercentage=50", "-XX:MaxRAM=4096m");
    }

    @Test
    void takesTheCollectorThatTheJvmWouldTakeInASmallContainer() {
        assertThat(ContainerOptions.of(FILE, 768)).contains("-XX:+UseSerialGC");
    }

    @Test
    void keepsTheCollectorOfTheImage() {
        assertThat(ContainerOptions.of(List.of("-XX:+UseParallelGC"), 768))
                .containsExactly("-XX:+UseParallelGC", "-XX:MaxRAM=768m");
    }
}

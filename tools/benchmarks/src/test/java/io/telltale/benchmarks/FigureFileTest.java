package io.telltale.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureFileTest {

    @Test
    void hasWhatProgramsRead() {
        var json = FigureFile.json(SampleFigures.of(100_000, 30_000, 200_000, List.of()));

        assertThat(json.path("appMicrosPerEvent").asDouble()).isEqualTo(10);
        assertThat(json.path("appMicrosByThreads").path("stream").asDouble()).isEqualTo(6.667);
        assertThat(json.path("eventsPerSecond").asLong()).isEqualTo(30_000);
        assertThat(json.path("ratioToPlain").asDouble()).isEqualTo(0.15);
        assertThat(json.path("introducedPerSecond").asLong()).isEqualTo(30_000);
        assertThat(json.path("recordsPerEvent").asDouble()).isEqualTo(2.1);
        assertThat(json.path("pacedRecordsPerEvent").asDouble()).isEqualTo(6.3);
        assertThat(json.path("residentMiB").asLong()).isEqualTo(700);
        assertThat(json.path("read").path("micros").asDouble()).isEqualTo(100);
        assertThat(json.path("read").path("constantMicros").asDouble()).isEqualTo(60);
        assertThat(json.path("read").path("ratio").asDouble()).isEqualTo(0.6);
        assertThat(json.path("read").path("p99Millis").asDouble()).isEqualTo(4);
        assertThat(json.path("against").path("eventsPerSecond").asLong()).isEqualTo(15_000);
        assertThat(json.path("against").path("ratio").asDouble()).isEqualTo(2);
        var withTopics = json.path("against").path("withTopics");
        assertThat(withTopics.path("eventsPerSecond").asLong()).isEqualTo(3_000);
        assertThat(withTopics.path("ratio").asDouble()).isEqualTo(10);
    }
}

package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class MetersTest {

    @Test
    void readsRecordsByTopic() {
        assertThat(StreamsMeterReader.recordsByTopic("device.state.v1 1512\nrows-changelog 7\n"))
                .containsExactly(entry("device.state.v1", 1_512L), entry("rows-changelog", 7L));
    }

    @Test
    void hasNoTopics_beforeAnyRecordIsSent() {
        assertThat(StreamsMeterReader.recordsByTopic("")).isEmpty();
    }

    @Test
    void readsHowManyRecordsWereRestored() {
        assertThat(
                        StreamsMeterReader.restored(
                                "# TYPE telltale_streams_restored_records_total counter\ntelltale_streams_restored_records_total 1.5E3\n"))
                .isEqualTo(1_500);
    }
}

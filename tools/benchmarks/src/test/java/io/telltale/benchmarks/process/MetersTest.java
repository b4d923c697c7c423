package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class MetersTest {

    private static final Meters METERS =
            new Meters(
                    """
                    # TYPE kafka_producer_topic_record_send_total counter
                    kafka_producer_topic_record_send_total{client_id="one",topic="device.state.v1"} 12.0
                    kafka_producer_topic_record_send_total{client_id="two",topic="device.state.v1"} 1.5E3
                    kafka_producer_topic_record_send_total{client_id="two",topic="rows-changelog"} 7.0
                    kafka_producer_topic_record_send_rate{client_id="two",topic="rows-changelog"} 99.0
                    telltale_streams_restored_records_total 42.0
                    """);

    @Test
    void addsTheRecordsOfAllProducers_byTopic() {
        assertThat(METERS.recordsByTopic())
                .containsExactly(entry("device.state.v1", 1_512L), entry("rows-changelog", 7L));
    }

    @Test
    void readsHowManyRecordsWereRestored() {
        assertThat(METERS.restored()).isEqualTo(42);
    }
}

package io.telltale.streams.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedRocksDBStoreTest {

    @TempDir private Path folder;

    /** What happens in between is shown by a process that is killed, in the package {@code run}. */
    @Test
    void aTransactionalStoreWritesToRocksDbsLog_andAnotherDoesNot() {
        assertThat(isLogged(true)).isTrue();
        assertThat(isLogged(false)).isFalse();
    }

    /** Private matters of Kafka Streams are used: look at them when the version changes. */
    @Test
    void theVersionOfKafkaStreamsIsTheOneThisWasWrittenFor() throws IOException {
        var version = new Properties();
        try (var file =
                StreamsConfig.class.getResourceAsStream(
                        "/kafka/kafka-streams-version.properties")) {
            version.load(file);
        }

        assertThat(version).containsEntry("version", "4.4.0");
    }

    private boolean isLogged(boolean isTransactional) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "logged");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, isTransactional);
        var context =
                new MockProcessorContext<>(
                                properties,
                                new org.apache.kafka.streams.processor.TaskId(0, 0),
                                folder.resolve(Boolean.toString(isTransactional)).toFile())
                        .getStateStoreContext();
        var store = new LoggedRocksDBStore("rows", "rocksdb");
        store.init(context, store);
        try {
            return store.isLogged();
        } finally {
            store.close();
        }
    }
}

package io.telltale.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Provider;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints lie where these numbers say: another number is a poller that starts from nothing. */
class AccountPartitionTest {

    @ParameterizedTest
    @CsvSource({
        "THINGSPACE, 0000123456-00001, 4, 1",
        "THINGSPACE, 0000123456-00001, 12, 1",
        "GRAPH, demo, 4, 2",
        "GRAPH, demo, 12, 6",
        "XTREMEPUSH, demo, 4, 1",
        "XTREMEPUSH, demo, 12, 9"
    })
    void isTheSameForEver(Provider provider, String account, int partitions, int partition) {
        assertThat(AccountPartition.of(provider, account, partitions)).isEqualTo(partition);
    }

    @Test
    void isWhereAProducerWouldPutThatKey() {
        IntStream.range(0, 500)
                .mapToObj(number -> "account-" + number)
                .forEach(account ->
                        assertThat(AccountPartition.of(Provider.GRAPH, account, 12))
                                .isEqualTo(
                                        BuiltInPartitioner.partitionForKey(
                                                ("graph." + account)
                                                        .getBytes(StandardCharsets.UTF_8),
                                                12)));
    }
}

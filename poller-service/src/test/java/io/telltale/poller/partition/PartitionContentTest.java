package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.Provider;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PartitionContentTest {

    private final PartitionContent content = new PartitionContent();

    @Test
    void aSecretThatCannotBeRead_concernsItsAccountOnly() {
        content.addSecret("graph.good", PartitionContentTest::secret);
        content.addSecret("graph.bad", PartitionContentTest::unreadable);

        assertThat(content.secrets()).containsOnlyKeys("graph.good");
        assertThat(content.unreadableSecrets()).containsExactly("graph.bad");
    }

    @Test
    void theLastRecordOfAnAccountCounts() {
        content.addSecret("graph.mended", PartitionContentTest::unreadable);
        content.addSecret("graph.mended", PartitionContentTest::secret);
        content.addSecret("graph.broken", PartitionContentTest::secret);
        content.addSecret("graph.broken", PartitionContentTest::unreadable);

        assertThat(content.secrets()).containsOnlyKeys("graph.mended");
        assertThat(content.unreadableSecrets()).containsExactly("graph.broken");
    }

    private static AccountSecret unreadable() {
        throw new SerializationException("not in the wire format");
    }

    private static AccountSecret secret() {
        return AccountSecret.newBuilder()
                .setProvider(Provider.GRAPH)
                .setAccount("demo")
                .setCurrent(ByteBuffer.allocate(1))
                .setOrigin("")
                .setSealedAt(Instant.EPOCH)
                .build();
    }
}

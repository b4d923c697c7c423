package io.telltale.streams.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.PushCounts;
import io.telltale.streams.topology.Given;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StoredRecordTest {

    private static final DeviceLink LINK = Given.link("imei:990000560000001", "esn:09600000001");

    private final StoredRecord<DeviceLink> links = new StoredRecord<>(DeviceLink.class);

    @Test
    void theBytesAreAvrosSingleObjectEncoding() throws IOException {
        assertThat(DeviceLink.getDecoder().decode(links.bytes(LINK))).isEqualTo(LINK);

        var avros = DeviceLink.getEncoder().encode(LINK);
        assertThat(ByteBuffer.wrap(links.bytes(LINK))).isEqualTo(avros);
        assertThat(links.read("test", avros)).isEqualTo(LINK);
    }

    @Test
    void aRecordWithinABufferIsReadFromPositionToLimit_andTheBufferStays() {
        var bytes = links.bytes(LINK);
        var buffer =
                ByteBuffer.allocate(bytes.length + 7).position(4).put(bytes).flip().position(4);
        var slice = buffer.slice();

        assertThat(links.read("test", buffer)).isEqualTo(LINK);
        assertThat(links.read("test", slice)).isEqualTo(LINK);
        assertThat(buffer.position()).isEqualTo(4);
    }

    @Test
    void bytesOfAnotherSchemaAreNotGuessedAt() {
        var counts = PushCounts.newBuilder().setTotal(1).setFailed(1).build();
        var bytes = new StoredRecord<>(PushCounts.class).bytes(counts);

        assertThatThrownBy(() -> links.read("links", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes of links hold a record of a schema that is not known")
                .hasMessageFindingMatch("fingerprint [0-9a-f]{16}");
    }

    @Test
    void bytesThatAreNoRecordOrEndTooSoonAreRefused() {
        var bytes = links.bytes(LINK);

        assertThatThrownBy(() -> links.read("links", new byte[3]))
                .isInstanceOf(SerializationException.class)
                .hasMessage("bytes of links hold no record");
        assertThatThrownBy(() -> links.read("links", Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("bytes of links are cut off");
    }
}

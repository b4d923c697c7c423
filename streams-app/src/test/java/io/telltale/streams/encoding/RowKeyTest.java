package io.telltale.streams.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowKeyTest {

    private final Random random = new Random(7);

    @Test
    void bytesSortAsKeysDo_alsoBefore1970() {
        var keys = new ArrayList<RowKey>();
        for (var number = 0; number < 500; number++) {
            keys.add(
                    new RowKey(
                            "imei:" + random.nextInt(3),
                            Instant.ofEpochMilli(random.nextLong(-5_000, 5_000)),
                            "%032x".formatted(random.nextInt(100))));
        }
        var byBytes = new ArrayList<>(keys);

        keys.sort(null);
        byBytes.sort((one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other)));

        assertThat(byBytes).isEqualTo(keys);
    }

    @Test
    void aKeyIsReadAsItWasWritten() {
        var key = new RowKey("xtremepush:demo:1", Instant.parse("2016-01-01T20:31:02Z"), "ab12");

        assertThat(RowKey.serde().deserializer().deserialize("rows", bytes(key))).isEqualTo(key);
    }

    private static byte[] bytes(RowKey key) {
        return RowKey.serde().serializer().serialize("rows", key);
    }
}

package io.telltale.localstack.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** What Avro data looks like as JSON. */
final class AvroJsonTest {

    @Test
    void writesEveryTimeWithMillisecondsInUtc() {
        assertThat(AvroJson.of(Instant.parse("2020-03-16T15:41:14Z")).toString())
                .isEqualTo("\"2020-03-16T15:41:14.000Z\"");
        assertThat(AvroJson.of(Instant.parse("2020-03-16T15:41:14.120Z")).toString())
                .isEqualTo("\"2020-03-16T15:41:14.120Z\"");
    }

    @Test
    void writesWhatIsInAUnion_withoutTheNameOfItsBranch() {
        var schema =
                SchemaBuilder.record("R")
                        .fields()
                        .optionalString("there")
                        .optionalString("missing")
                        .endRecord();
        var record = new GenericData.Record(schema);
        record.put("there", "text");

        assertThat(AvroJson.of(record).toString())
                .isEqualTo("{\"there\":\"text\",\"missing\":null}");
    }

    @Test
    void writesListsMapsNumbersAndWords() {
        var symbol = SchemaBuilder.enumeration("E").symbols("A", "B");

        assertThat(
                        AvroJson.of(
                                        List.of(
                                                1,
                                                2L,
                                                0.5,
                                                true,
                                                new GenericData.EnumSymbol(symbol, "B"),
                                                Map.of("key", Arrays.asList("value", null))))
                                .toString())
                .isEqualTo("[1,2,0.5,true,\"B\",{\"key\":[\"value\",null]}]");
    }

    @Test
    void writesBytesAsBase64_andTextWhereItIsUtf8() {
        var bytes = new byte[] {(byte) 0xff, 0};

        assertThat(AvroJson.of(ByteBuffer.wrap(bytes)).toString())
                .isEqualTo("{\"base64\":\"/wA=\"}");
        assertThat(Bytes.json(bytes).toString()).isEqualTo("{\"base64\":\"/wA=\"}");
        assertThat(Bytes.json("wörd".getBytes(StandardCharsets.UTF_8)).toString())
                .isEqualTo("\"wörd\"");
        assertThat(Bytes.json(null).isNull()).isTrue();
    }
}

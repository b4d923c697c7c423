package io.telltale.schemas.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.TopicLayout;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnprocessableRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    @Test
    void keepsKeyValueAndHeadersByteForByte_underTheTimeOfNow() {
        var key = new byte[] {(byte) 0xC3, 0x28};
        var value = new byte[] {0, 1};

        var letter = letter(key, value);

        assertThat(letter.topic()).isEqualTo("staging.dead-letter.v1");
        assertThat(letter.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, "telltale_original_ce_id")).isEqualTo("theirs");
        assertThat(header(letter, "telltale_position")).isEqualTo("staging.device.sms.v1-3@42");
        assertThat(header(letter, "telltale_reason")).isEqualTo("UNDECODABLE");
        assertThat(letter.headers().headers("ce_id")).hasSize(1);
        assertThat(letter.headers().lastHeader("telltale_cut")).isNull();
    }

    @Test
    void keepsWhatIsMissingMissing() {
        var letter = letter(null, null);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void isWholeUpToWhatAnEventMayHave_andCutWhereBrokersMightRefuseIt() {
        var whole = letter(new byte[1], new byte[890 * 1024]);
        var cut = letter(new byte[1], new byte[1000 * 1024]);

        assertThat(whole.value()).hasSize(890 * 1024);
        assertThat(cut.value()).hasSize(450 * 1024);
        assertThat(header(cut, "telltale_cut")).isEqualTo("1024000");
        assertThat(header(cut, "telltale_detail")).endsWith("cut from 1024000 bytes");
    }

    @Test
    void hasTheSameIdWhenItIsMadeAgain() {
        assertThat(header(letter(null, null), "ce_id"))
                .isEqualTo(header(letter(new byte[1], null), "ce_id"));
    }

    private static ProducerRecord<byte[], byte[]> letter(
            byte @Nullable [] key, byte @Nullable [] value) {
        return new UnprocessableRecord(
                        "staging.device.sms.v1",
                        3,
                        42,
                        key,
                        value,
                        new RecordHeaders().add("ce_id", "theirs".getBytes(UTF_8)),
                        "streams-app",
                        "UNDECODABLE",
                        "expected a record")
                .letter(new TopicLayout("staging.", 4, 1, 1), NOW);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}

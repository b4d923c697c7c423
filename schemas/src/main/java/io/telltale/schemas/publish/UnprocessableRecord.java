package io.telltale.schemas.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.topic.RecordSize;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic that could not be used, as a dead letter from which it can be written back:
 * key and value byte for byte, its own headers under {@link DeadLetterHeaders#ORIGINAL}. Over 900
 * KiB it is cut, and its detail names the whole size: brokers would refuse a larger letter, which
 * would end the transaction it is part of each time anew.
 *
 * @param topic on the brokers
 * @param partition there
 * @param offset there
 * @param key its bytes, or null
 * @param value its bytes, or null
 * @param headers its own
 * @param part of Telltale that could not use it
 * @param reason code in upper case; never text of an exception
 * @param detail what was expected and what came, without content and without secrets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent
public record UnprocessableRecord(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        String part,
        String reason,
        String detail) {

    private static final int LARGEST_SUBJECT = 256;

    /**
     * The letter. Made again of the same record for the same reason it has the same id.
     *
     * @param at our wall clock
     */
    public ProducerRecord<byte[], byte[]> letter(TopicLayout layout, Instant at) {
        var position = "%s-%d@%d".formatted(topic, partition, offset);
        var head =
                new CloudEvent(
                                EventId.of(topic, reason, position),
                                "/telltale/" + part,
                                "io.telltale." + Topics.DEAD_LETTER,
                                subject(),
                                at,
                                TraceParent.fresh())
                        .headers();
        head.remove("content-type");
        add(head, "content-type", "application/octet-stream");
        add(head, DeadLetterHeaders.SOURCE, topic);
        add(head, DeadLetterHeaders.REASON, reason);
        add(head, DeadLetterHeaders.DETAIL, fullDetail());
        add(head, DeadLetterHeaders.POSITION, position);
        if (isCut()) {
            add(head, DeadLetterHeaders.CUT, Integer.toString(size(value)));
        } else {
            headers.forEach(
                    header -> head.add(DeadLetterHeaders.ORIGINAL + header.key(), header.value()));
        }
        return new ProducerRecord<>(
                layout.nameOf(Topics.DEAD_LETTER),
                null,
                at.toEpochMilli(),
                kept(key, RecordSize.LARGEST / 4),
                kept(value, RecordSize.LARGEST / 2),
                head);
    }

    private String subject() {
        return key == null ? "" : new String(key, 0, Math.min(key.length, LARGEST_SUBJECT), UTF_8);
    }

    private String fullDetail() {
        return isCut() ? "%s; cut from %d bytes".formatted(detail, size(value)) : detail;
    }

    private boolean isCut() {
        var size = (long) size(key) + size(value);
        for (var header : headers) {
            size +=
                    header.key().length()
                            + DeadLetterHeaders.ORIGINAL.length()
                            + size(header.value());
        }
        return size > RecordSize.LARGEST;
    }

    private byte @Nullable [] kept(byte @Nullable [] bytes, int most) {
        return bytes == null || !isCut() || bytes.length <= most
                ? bytes
                : Arrays.copyOf(bytes, most);
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}

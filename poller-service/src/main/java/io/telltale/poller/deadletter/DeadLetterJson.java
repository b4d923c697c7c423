package io.telltale.poller.deadletter;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.service.query.Query;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Dead letters as JSON. */
final class DeadLetterJson {

    private DeadLetterJson() {}

    /**
     * A letter in a list.
     *
     * @param key null where the record had none, or none in UTF-8
     * @param bytes size of its value
     * @param redrivable whether its record can be written back
     * @param redriven when and by whom it was; null if it was not
     * @param redriveOf the letter whose redrive failed and led to this one; null if none
     * @param again the request that polls the same again; null if no poll read it
     */
    @Serdeable
    record Item(
            String id,
            Instant at,
            String part,
            String source,
            String reason,
            String detail,
            String position,
            @Nullable String key,
            int bytes,
            boolean redrivable,
            @Nullable Mark redriven,
            @Nullable String redriveOf,
            @Nullable Again again) {}

    /**
     * A letter with its content.
     *
     * @param keyBase64 null where the record had no key
     * @param text the value, where it is UTF-8
     * @param base64 the value; null where the record had none
     * @param headers in their order
     */
    @Serdeable
    record Whole(
            String id,
            Instant at,
            String part,
            String source,
            String reason,
            String detail,
            String position,
            @Nullable String key,
            int bytes,
            boolean redrivable,
            @Nullable Mark redriven,
            @Nullable String redriveOf,
            @Nullable Again again,
            @Nullable String keyBase64,
            @Nullable String text,
            @Nullable String base64,
            List<Header> headers) {}

    /** When a letter was redriven, and who asked for it. */
    @Serdeable
    record Mark(Instant at, String by) {}

    /** A request that polls again. */
    @Serdeable
    record Again(String method, String path) {}

    /**
     * A header of the record on the dead-letter topic.
     *
     * @param value bytes that are no UTF-8 show as replacement characters; null where it has none
     */
    @Serdeable
    record Header(String name, @Nullable String value) {}

    /** A letter that is redriven. */
    @Serdeable
    record Redrive(String id, Mark redriven) {}

    /**
     * A record that streams-app will skip.
     *
     * @param skipped when that was requested, and by whom
     */
    @Serdeable
    record Skipped(String topic, int partition, long offset, Mark skipped) {}

    /** A page of letters; the cursor is null at the end of the list. */
    @Serdeable
    record LetterPage(List<Item> items, @Nullable String nextCursor) {}

    /**
     * What one request to redrive many letters did.
     *
     * @param redriven letters that this request redrove
     * @param before letters that were redriven earlier
     * @param refused letters that cannot be redriven
     * @param nextCursor for the next request; null when all is done
     */
    @Serdeable
    record ManyRedriven(long redriven, long before, long refused, @Nullable String nextCursor) {}

    static Item item(
            StoredDeadLetter letter, boolean redrivable, Optional<RedriveMarks.Mark> mark) {
        return new Item(
                letter.id().toString(),
                letter.at(),
                letter.part(),
                letter.source(),
                letter.reason(),
                letter.detail(),
                letter.position(),
                text(letter.key()),
                letter.bytes(),
                redrivable,
                mark.map(DeadLetterJson::json).orElse(null),
                letter.redriveOf().orElse(null),
                again(letter));
    }

    static Whole whole(
            DeadLetterContent content, boolean redrivable, Optional<RedriveMarks.Mark> mark) {
        var item = item(content.letter(), redrivable, mark);
        return new Whole(
                item.id(),
                item.at(),
                item.part(),
                item.source(),
                item.reason(),
                item.detail(),
                item.position(),
                item.key(),
                item.bytes(),
                item.redrivable(),
                item.redriven(),
                item.redriveOf(),
                item.again(),
                base64(content.letter().key()),
                text(content.value()),
                base64(content.value()),
                headers(content));
    }

    static Redrive redrive(String id, RedriveMarks.Mark mark) {
        return new Redrive(id, json(mark));
    }

    private static Mark json(RedriveMarks.Mark mark) {
        return new Mark(mark.at(), mark.by());
    }

    private static @Nullable Again again(StoredDeadLetter letter) {
        return letter.task()
                .map(Query::encoded)
                .map(task -> new Again("POST", "/poll-tasks/%s/poll-now".formatted(task)))
                .orElse(null);
    }

    private static List<Header> headers(DeadLetterContent content) {
        var headers = new ArrayList<Header>();
        for (var header : content.headers()) {
            var value = header.value();
            headers.add(
                    new Header(
                            header.key(),
                            value == null ? null : new String(value, StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}

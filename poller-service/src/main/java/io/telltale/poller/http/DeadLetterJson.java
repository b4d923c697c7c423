package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.poller.letter.DeadLetterContent;
import io.telltale.poller.letter.RedriveMarks.Redriven;
import io.telltale.poller.letter.StoredDeadLetter;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Dead letters as callers see them. */
final class DeadLetterJson {

    private DeadLetterJson() {}

    /**
     * A letter in a list.
     *
     * @param key null where the record had none, or none in UTF-8
     * @param bytes how many its value has
     * @param redrivable whether its record can be written back
     * @param redriven when and by whom it was; null if it was not
     * @param redriveOf the letter whose redrive came to this one; null if it was none
     * @param again how to have the provider asked again; null where that is not for what it is
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

    /** A request that asks the provider again. */
    @Serdeable
    record Again(String method, String path) {}

    /**
     * A header of the record on the dead-letter topic.
     *
     * @param value bytes that are no UTF-8 show as replacement characters; null where it has none
     */
    @Serdeable
    record Header(String name, @Nullable String value) {}

    /** What came of the wish to redrive a letter. */
    @Serdeable
    record Redrive(String id, Mark redriven) {}

    /**
     * What came of the wish to skip a record.
     *
     * @param skipped when streams-app was told, and by whom
     */
    @Serdeable
    record Skipped(String topic, int partition, long offset, Mark skipped) {}

    /** A page of letters; no cursor: there are no more. */
    @Serdeable
    record LetterPage(List<Item> items, @Nullable String nextCursor) {}

    /**
     * What a stretch of many redrives came to.
     *
     * @param redriven letters that were written back by it
     * @param before letters that were written back earlier
     * @param refused letters that cannot be written back
     * @param nextCursor for the next stretch; null when all is done
     */
    @Serdeable
    record ManyRedriven(long redriven, long before, long refused, @Nullable String nextCursor) {}

    static Item item(StoredDeadLetter letter, boolean redrivable, Optional<Redriven> redriven) {
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
                redriven.map(DeadLetterJson::mark).orElse(null),
                letter.redriveOf().orElse(null),
                again(letter));
    }

    static Whole whole(DeadLetterContent kept, boolean redrivable, Optional<Redriven> redriven) {
        var item = item(kept.letter(), redrivable, redriven);
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
                base64(kept.letter().key()),
                text(kept.value()),
                base64(kept.value()),
                headers(kept));
    }

    static Mark mark(Redriven redriven) {
        return new Mark(redriven.at(), redriven.by());
    }

    private static @Nullable Again again(StoredDeadLetter letter) {
        return letter.task()
                .map(task -> URLEncoder.encode(task, StandardCharsets.UTF_8).replace("+", "%20"))
                .map(task -> new Again("POST", "/poll-tasks/%s/poll-now".formatted(task)))
                .orElse(null);
    }

    private static List<Header> headers(DeadLetterContent kept) {
        var headers = new ArrayList<Header>();
        for (var header : kept.headers()) {
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

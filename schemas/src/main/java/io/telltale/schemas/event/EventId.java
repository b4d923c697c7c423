package io.telltale.schemas.event;

import io.telltale.schemas.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids derived from content: a repeated fact has the same id on every instance, for ever. */
public final class EventId {

    private static final int BYTES = 16;
    private static final int MISSING = -1;

    private EventId() {}

    /**
     * The first 16 bytes of SHA-256, as 32 hex digits, over the parts, each as its UTF-8 length (4
     * bytes, -1 for null) and its UTF-8 bytes. Equal parts in equal order give the equal id.
     */
    public static String of(@Nullable String... parts) {
        var digest = Sha256.begin();
        for (var part : parts) {
            add(digest, part);
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** A digest of a message text that can stand in logs and checkpoints in its place. */
    public static String textDigest(@Nullable String text) {
        return of("text", text);
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        if (part == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, MISSING));
            return;
        }
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}

package io.telltale.providers.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A recorded payload, read from the test resources. */
public final class Payload {

    private Payload() {}

    /** Its text; the path is like {@code thingspace/sms-queue.block.json}. */
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Its bytes. */
    public static byte[] bytes(String path) {
        try (var in = Payload.class.getResourceAsStream("/" + path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

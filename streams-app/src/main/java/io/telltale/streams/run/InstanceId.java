package io.telltale.streams.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which an instance is a static member of its consumer group (KIP-345). It lies in
 * the data folder, beside the stores: an instance that comes back with the same stores within the
 * session time-out gets the same tasks, and the group does not wait for the dead member that it
 * was.
 *
 * <p>A copied folder makes a second instance of the same name; the brokers fence the first one.
 */
final class InstanceId {

    private static final String FILE = "instance-id";

    private InstanceId() {}

    /** Reads the name; a new folder gets a new one. */
    static String in(Path data) {
        var file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                var written = Files.createTempFile(data, FILE, ".new");
                Files.writeString(written, UUID.randomUUID().toString());
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(Files.readString(file).strip()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "expected a UUID in %s; delete the file for a new one".formatted(file), e);
        }
    }
}

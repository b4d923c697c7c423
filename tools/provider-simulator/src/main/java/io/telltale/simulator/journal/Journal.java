package io.telltale.simulator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that changes, as one file of JSON lines that is only added to.
 *
 * <p>A line holds the entries of one {@link #append}: after a crash all of them are there or none.
 * A line cut short by a crash is dropped when the file is opened; its answer was never sent. The
 * file holds tokens and is readable by its owner only.
 */
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String FILE = "journal.jsonl";

    private final Path file;
    private final FileChannel channel;
    private long length;

    private Journal(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /**
     * One change.
     *
     * @param kind name under which its owner replays it
     * @param content a record or tree
     */
    public record Entry(String kind, Object content) {}

    /**
     * Opens the journal of a folder, creating both when missing.
     *
     * @throws IOException when the folder cannot be used, or another simulator is using it
     */
    public static Journal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(FILE);
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (lockOrNull(channel) == null) {
            channel.close();
            throw new IOException("another simulator is using " + folder);
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        var length = endOfLastWholeLine(channel);
        if (length < channel.size()) {
            log.warn("dropping {} bytes of a line cut short by a crash", channel.size() - length);
            channel.truncate(length);
        }
        return new Journal(file, channel, length);
    }

    private static @Nullable FileLock lockOrNull(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static long endOfLastWholeLine(FileChannel channel) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** The earlier entries of a kind, oldest first; read from the file at every call. */
    public synchronized <T> List<T> replay(String kind, Class<T> type) {
        var found = new ArrayList<T>();
        var lineNumber = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                lineNumber++;
                for (JsonNode entry :
                        Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class)) {
                    if (entry.path("kind").asText().equals(kind)) {
                        found.add(Json.fit(entry.path("content"), type));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s, line %d: not readable".formatted(file, lineNumber), e);
        }
        return found;
    }

    /** Writes entries as one line; they are on the disk when this returns. */
    public synchronized void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var line = ByteBuffer.wrap((text(entries) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            writeAt(length, line);
            channel.force(false);
            length += line.limit();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void append(Entry entry) {
        append(List.of(entry));
    }

    private static String text(List<Entry> entries) {
        return new String(Json.bytes(entries), StandardCharsets.UTF_8);
    }

    /**
     * Always at the end of the last whole line, so that a failed write is overwritten by the next.
     */
    private void writeAt(long position, ByteBuffer line) throws IOException {
        channel.truncate(position);
        var at = position;
        while (line.hasRemaining()) {
            at += channel.write(line, at);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}

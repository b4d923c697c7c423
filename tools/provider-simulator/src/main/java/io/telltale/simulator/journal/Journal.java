package io.telltale.simulator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that changes, as one file of JSON lines that is only added to.
 *
 * <p>A line holds the entries of one {@link #append}: after a crash all of them are there or none.
 * {@link #settle} brings all appended lines to the disk, once for all waiting threads; it comes
 * before every answer. A line cut short by a crash is dropped when the file is opened; its answer
 * was never sent. The file holds tokens and is readable by its owner only.
 */
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String FILE = "journal.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final JournalIndex earlier;
    private final Object disk = new Object();
    private volatile long length;
    private volatile long settled;

    private Journal(Path file, FileChannel channel, JournalIndex earlier, long length) {
        this.file = file;
        this.channel = channel;
        this.earlier = earlier;
        this.length = length;
        this.settled = length;
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
        if (!isLocked(channel)) {
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
        return new Journal(file, channel, JournalIndex.of(channel), length);
    }

    /** Takes the file for this process until the channel is closed; false when another has it. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Where the last whole line ends; what is behind it was cut short by a crash. */
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

    /**
     * The entries of a kind that were there when the journal was opened, oldest first. A kind can
     * be replayed once.
     */
    public <T> List<T> replay(String kind, Class<T> type) {
        var found = new ArrayList<T>();
        replay(kind, type, (_, content) -> found.add(content));
        return found;
    }

    /** As {@link #replay(String, Class)}, with the place of each entry. */
    public synchronized <T> void replay(String kind, Class<T> type, BiConsumer<Position, T> taker) {
        for (var place : earlier.take(kind)) {
            taker.accept(place, read(place, type));
        }
    }

    /** The content of an entry. */
    public <T> T read(Position place, Class<T> type) {
        var bytes = ByteBuffer.allocate(place.length());
        try {
            for (var read = 0; read >= 0 && bytes.hasRemaining(); ) {
                read = channel.read(bytes, place.offset() + bytes.position());
            }
            return SimulatorJson.fit(
                    SimulatorJson.read(bytes.array(), JsonNode.class).path("content"), type);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s, byte %d: not readable".formatted(file, place.offset()), e);
        }
    }

    /**
     * Writes entries as one line; they are on the disk after the next {@link #settle}.
     *
     * @return where they are, in their order
     */
    public synchronized List<Position> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        var line = new ByteArrayOutputStream();
        var places = new ArrayList<Position>(entries.size());
        line.write('[');
        for (var entry : entries) {
            if (!places.isEmpty()) {
                line.write(',');
            }
            var bytes = SimulatorJson.bytes(entry);
            places.add(new Position(length + line.size(), bytes.length));
            line.writeBytes(bytes);
        }
        line.write(']');
        line.write('\n');
        try {
            writeAt(length, ByteBuffer.wrap(line.toByteArray()));
            length += line.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return places;
    }

    public Position append(Entry entry) {
        return append(List.of(entry)).getFirst();
    }

    /** Returns once everything appended before is on the disk. */
    public void settle() {
        var wanted = length;
        if (settled >= wanted) {
            return;
        }
        synchronized (disk) {
            if (settled >= wanted) {
                return;
            }
            var reached = length;
            try {
                channel.force(false);
                settled = reached;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
    }

    /**
     * Always at the end of the last whole line, so that a failed write is overwritten by the next.
     */
    private void writeAt(long position, ByteBuffer line) throws IOException {
        if (channel.size() > position) {
            channel.truncate(position);
        }
        var at = position;
        while (line.hasRemaining()) {
            at += channel.write(line, at);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        settle();
        channel.close();
    }
}

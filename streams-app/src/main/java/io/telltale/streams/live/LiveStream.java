package io.telltale.streams.live;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The stream of one client, read by one thread at a time. */
public final class LiveStream implements AutoCloseable {

    private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

    /** How a stream is served. */
    enum Phase {
        /** Its start is not fixed yet. */
        ARRIVING,
        /** It waits for the catch-up reader. */
        BEHIND,
        /** The catch-up reader serves it. */
        IN_PASS,
        /** The reader of what is new serves it. */
        LIVE
    }

    /**
     * The ref belongs to another device.
     *
     * @param deviceKey key of that device
     * @param from offset in its partition, before anything that the ref wrote under the key
     */
    record Move(String deviceKey, long from) {}

    private final OpenStreams streams;
    private final SendQueues.Queue queue;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final String ref;
    private final Optional<TimelinePosition> after;

    // The fields below are guarded by the lock of OpenStreams.

    String deviceKey;

    /** Offset of the first record in the partition of the key that the queue was not given. */
    long next;

    Phase phase = Phase.ARRIVING;

    /** Moves that are known, oldest first, while the stream still follows the key before them. */
    final Deque<Move> moves = new ArrayDeque<>();

    /** Next offsets under the keys that the stream has followed before. */
    final Map<String, Long> left = new HashMap<>();

    LiveStream(
            OpenStreams streams,
            SendQueues.Queue queue,
            DeviceRef ref,
            String deviceKey,
            Optional<TimelinePosition> after) {
        this.streams = streams;
        this.queue = queue;
        this.ref = ref.toString();
        this.deviceKey = deviceKey;
        this.after = after;
    }

    String ref() {
        return ref;
    }

    /** Position of the last event that the client has; empty for now. */
    Optional<TimelinePosition> after() {
        return after;
    }

    SendQueues.Queue queue() {
        return queue;
    }

    /** Completes when the start is fixed. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** The key that the stream follows once all known moves are done. */
    String lastKey() {
        return moves.isEmpty() ? deviceKey : moves.getLast().deviceKey();
    }

    /** Bytes of the next event; a comment where none comes for 15 s; null at the end. */
    public byte @Nullable [] next() throws InterruptedException {
        var event = queue.take(COMMENT_EVERY);
        while (event == null && !queue.isOver()) {
            var comment = streams.comment(this);
            event = comment == null ? queue.take(COMMENT_EVERY) : comment;
        }
        return event;
    }

    /**
     * Completes at the end of the stream, also while nothing is read: it was closed, its events
     * came faster than they were read, or the service stops.
     */
    public CompletionStage<Void> ended() {
        return queue.ended();
    }

    /** Idempotent. */
    @Override
    public void close() {
        streams.close(this);
    }
}

package io.telltale.streams.live;

import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.streams.live.LiveStream.Move;
import io.telltale.streams.live.LiveStream.Phase;
import io.telltale.streams.live.ServedStreams.Pass;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** All streams of the process: clients come and go, readers bring records. Safe for threads. */
@Singleton
@Requires(beans = KafkaSettings.class)
final class OpenStreams {

    private final LiveLimits limits;
    private final EventEncoder encoder;
    private final SendQueues queues;

    // The fields below are guarded by this object's lock, which is taken before that of the queues.

    private final Set<LiveStream> open = new LinkedHashSet<>();
    private final Set<LiveStream> arriving = new LinkedHashSet<>();
    private final ServedStreams served;
    private boolean isStopped;

    @Inject
    OpenStreams(TopicLayout layout, EventEncoder encoder) {
        this(layout.partitions(), LiveLimits.USUAL, encoder);
    }

    OpenStreams(int partitions, LiveLimits limits, EventEncoder encoder) {
        this.limits = limits;
        this.encoder = encoder;
        this.queues = new SendQueues(limits);
        this.served = new ServedStreams(partitions);
    }

    // ---- for clients

    /** Lets a stream in; empty where too many are open, and after the stop. */
    synchronized Optional<LiveStream> arrive(
            DeviceRef ref, String deviceKey, Optional<TimelinePosition> after) {
        if (isStopped || open.size() >= limits.streams()) {
            return Optional.empty();
        }
        var stream = new LiveStream(this, queues.open(), ref, deviceKey, after);
        open.add(stream);
        arriving.add(stream);
        notifyAll();
        return Optional.of(stream);
    }

    /** A comment with the position up to which everything is sent; null while an event waits. */
    synchronized byte @Nullable [] comment(LiveStream stream) {
        return stream.queue().isEmpty()
                ? encoder.comment(before(stream, served.reached(stream)))
                : null;
    }

    private TimelinePosition before(LiveStream stream, long next) {
        return new TimelinePosition(served.partitionOf(stream.deviceKey), next - 1);
    }

    /** Ends a stream. Idempotent. */
    synchronized void close(LiveStream stream) {
        open.remove(stream);
        arriving.remove(stream);
        served.leave(stream);
        stream.queue().end();
    }

    /** Ends the streams that are not read. */
    synchronized void closeSilent() {
        List.copyOf(open).stream()
                .filter(stream -> stream.queue().isSilentFor(limits.silence()))
                .forEach(this::close);
    }

    /** Ends all streams and lets no further one in. */
    synchronized void stop() {
        isStopped = true;
        List.copyOf(open).forEach(this::close);
    }

    synchronized int count() {
        return open.size();
    }

    SendQueues queues() {
        return queues;
    }

    // ---- for readers

    /** Next offset of every partition that is followed. */
    synchronized Map<Integer, Long> wanted() {
        return served.wanted();
    }

    /**
     * Queues an event for the streams that a reader serves and that need its record.
     *
     * @param event the record in bytes; null while no stream is known that needs it
     * @return false where one needs it and there are no bytes: nothing has changed then
     */
    synchronized boolean offer(
            ConsumerRecord<String, byte[]> record, Phase reader, @Nullable QueuedEvent event) {
        var streams = served.needing(record.key(), record.offset(), reader);
        if (event == null && !streams.isEmpty()) {
            return false;
        }
        if (reader == Phase.LIVE) {
            served.passed(record.partition(), record.offset());
        }
        if (event != null) {
            streams.forEach(stream -> give(stream, record.offset(), event));
        }
        return true;
    }

    /** One that is full ends; while it catches up it is given the rest later. */
    private void give(LiveStream stream, long offset, QueuedEvent event) {
        if (!stream.queue().isFull()) {
            stream.queue().add(event);
            stream.next = offset + 1;
        } else if (stream.phase == Phase.IN_PASS) {
            served.pause(stream);
        } else {
            stream.queue().endAsSlow();
        }
    }

    // ---- for the catch-up reader

    /** Streams whose start is to be fixed. */
    synchronized List<LiveStream> arriving() {
        return List.copyOf(arriving);
    }

    /**
     * Fixes the start of streams that arrived before these offsets were asked for.
     *
     * @param firsts offset of the first record that is kept, by partition
     * @param ends offset after the last committed record, by partition
     */
    synchronized void start(
            List<LiveStream> streams, Map<Integer, Long> firsts, Map<Integer, Long> ends) {
        for (var stream : streams) {
            if (arriving.remove(stream)) {
                var partition = served.partitionOf(stream.deviceKey);
                var end = offset(ends, partition);
                var first = offset(firsts, partition);
                start(
                        stream,
                        StreamStart.of(
                                stream.after(), partition, first, end, limits.replayedRecords()),
                        end);
            }
        }
    }

    private static long offset(Map<Integer, Long> offsets, int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private void start(LiveStream stream, StreamStart start, long end) {
        stream.next = start.next();
        var position = before(stream, start.next());
        stream.queue().add(new QueuedEvent(encoder.begin(position)));
        if (start.hasGap()) {
            stream.queue().add(new QueuedEvent(encoder.gap(position)));
        }
        served.enter(stream, end);
        stream.started().complete(null);
    }

    /** Waits a while for something to do. */
    @SuppressWarnings("WaitNotInLoop") // the caller's loop is over what there is to do
    synchronized void awaitArrival(Duration longest) throws InterruptedException {
        if (arriving.isEmpty()) {
            wait(longest.toMillis());
        }
    }

    /** Which partition to read next; streams of a pass that failed are in it. */
    synchronized Optional<Pass> nextPass(int last) {
        return served.nextPass(last);
    }

    /** {@link ServedStreams#join}. */
    synchronized void join(int partition, long offset) {
        served.join(partition, offset);
    }

    /** {@link ServedStreams#settle}. */
    synchronized boolean settle(int partition, long offset) {
        return served.settle(partition, offset);
    }

    // ---- for the sweep

    /** Streams that have a start. */
    synchronized List<LiveStream> started() {
        return open.stream().filter(stream -> stream.phase != Phase.ARRIVING).toList();
    }

    /**
     * Notes to which keys refs have moved.
     *
     * @param streams those whose refs were looked up
     * @param keys of the refs
     * @param before an offset in each partition, before anything that a ref wrote under a key that
     *     is new to it
     */
    synchronized void note(
            List<LiveStream> streams, Map<String, String> keys, Map<Integer, Long> before) {
        for (var stream : streams) {
            var key = keys.getOrDefault(stream.ref(), stream.lastKey());
            if (!key.equals(stream.lastKey())) {
                stream.moves.add(new Move(key, offset(before, served.partitionOf(key))));
            }
        }
    }

    /** Whether a stream that is up to date has a move before it. */
    synchronized boolean hasMoves() {
        return open.stream().anyMatch(OpenStreams::canMove);
    }

    private static boolean canMove(LiveStream stream) {
        return stream.phase == Phase.LIVE && !stream.moves.isEmpty();
    }

    /**
     * Lets streams follow the next key. They have been given everything under the old one.
     *
     * @param ends offset after the last committed record, by partition
     */
    synchronized void move(Map<Integer, Long> ends) {
        for (var stream : started()) {
            if (canMove(stream)) {
                var move = stream.moves.remove();
                served.follow(stream, move, offset(ends, served.partitionOf(move.deviceKey())));
                stream.queue()
                        .add(
                                new QueuedEvent(
                                        encoder.device(
                                                before(stream, stream.next), move.deviceKey())));
            }
        }
    }
}

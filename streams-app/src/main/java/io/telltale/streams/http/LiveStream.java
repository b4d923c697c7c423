package io.telltale.streams.http;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.LiveTimelines;
import io.telltale.streams.query.LiveTimelines.Subscription;
import io.telltale.streams.query.LiveTimelines.TimelinePosition;
import io.telltale.streams.query.Lookup;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.SynchronousSink;

/** One client's stream of events. Used by one thread at a time. */
final class LiveStream {

    /** How soon a change of the device is seen. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

    private final DeviceRef ref;
    private final DeviceQueries queries;
    private final LiveTimelines timelines;
    private final ServerSentEvents events;
    private String deviceKey;
    private Optional<TimelinePosition> after;
    private @Nullable Subscription subscription;
    private boolean hasBegun;

    LiveStream(
            DeviceRef ref,
            String deviceKey,
            Optional<TimelinePosition> after,
            DeviceQueries queries,
            LiveTimelines timelines,
            ServerSentEvents events) {
        this.ref = ref;
        this.deviceKey = deviceKey;
        this.after = after;
        this.queries = queries;
        this.timelines = timelines;
        this.events = events;
    }

    /** Emits the next bytes: entries, a change of the device, or a comment. */
    LiveStream next(SynchronousSink<byte[]> sink) {
        try {
            var bytes = next();
            if (bytes == null) {
                sink.complete();
            } else {
                sink.next(bytes);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            sink.complete();
        }
        return this;
    }

    /** Null at the end of the stream. */
    private byte @Nullable [] next() throws InterruptedException {
        if (!hasBegun) {
            hasBegun = true;
            return ServerSentEvents.BEGIN;
        }
        if (subscription == null) {
            return subscribe();
        }
        var deadline = System.nanoTime() + COMMENT_EVERY.toNanos();
        while (System.nanoTime() < deadline) {
            var entries = subscription.await(STEP);
            if (!entries.isEmpty()) {
                return events.timeline(entries);
            }
            if (subscription.isOver()) {
                return null;
            }
            if (queries.deviceKey(ref) instanceof Lookup.Found<String>(var key)
                    && !key.equals(deviceKey)) {
                return moved(key);
            }
        }
        return ServerSentEvents.COMMENT;
    }

    private byte @Nullable [] subscribe() {
        if (!(timelines.subscribe(deviceKey, after)
                instanceof Lookup.Found<Subscription>(var found))) {
            return null;
        }
        subscription = found;
        return found.hasGap() ? ServerSentEvents.GAP : ServerSentEvents.COMMENT;
    }

    private byte[] moved(String key) {
        close();
        deviceKey = key;
        after = Optional.empty();
        return events.device(key);
    }

    void close() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}

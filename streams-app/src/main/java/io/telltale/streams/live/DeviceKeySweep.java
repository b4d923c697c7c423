package io.telltale.streams.live;

import io.telltale.service.topic.TopicReader;
import io.telltale.streams.query.Lookup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up once a second to which devices the followed refs belong, all refs together, and lets
 * streams follow a ref that has moved. A sweep that cannot look up all of them changes nothing.
 *
 * <p>A stream gets everything under the old key up to the end of its partition, as it is after the
 * move was seen. Under the new key it goes on from where the partition ended some sweeps ago, when
 * the ref's task had not applied the move: before the ref's first entry under that key.
 */
final class DeviceKeySweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceKeySweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    /** How many refs are looked up at a time: a response of another instance has a time limit. */
    private static final int MOST_REFS = 1_000;

    /**
     * How many sweeps to go back. The last one that saw the old key would do, but for the time
     * between the commit on the brokers and the commit of the store.
     */
    private static final int SWEEPS_BACK = 5;

    private final OpenStreams streams;
    private final TimelineOffsets offsets;
    private final TopicReader reader;
    private final Keys keys;
    private final ScheduledExecutorService timer;

    /** Ends of the partitions before each of the last sweeps that succeeded, oldest first. */
    private final Deque<Map<Integer, Long>> recentEnds = new ArrayDeque<>();

    private volatile boolean hasSwept;

    /** Keys of devices. */
    @FunctionalInterface
    interface Keys {
        /** Those that refs belong to now, in their order. */
        Lookup<List<String>> of(List<String> refs);
    }

    /**
     * Begins.
     *
     * @param reader of what is new
     */
    DeviceKeySweep(OpenStreams streams, TimelineOffsets offsets, TopicReader reader, Keys keys) {
        this.streams = streams;
        this.offsets = offsets;
        this.reader = reader;
        this.keys = keys;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("device-key-sweep").daemon().factory());
        var _ =
                timer.scheduleWithFixedDelay(
                        this::survive, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A timer drops a task that throws. */
    private void survive() {
        try {
            sweep();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.debug("the brokers do not say where the timeline ends", e);
        } catch (RuntimeException e) {
            LOG.warn("the devices of refs could not be looked up; the next sweep comes", e);
        }
    }

    private void sweep() throws InterruptedException {
        streams.closeSilent();
        var followed = streams.started();
        var ends = offsets.ends();
        var found = lookUp(followed);
        if (found.isEmpty()) {
            return;
        }
        recentEnds.add(ends);
        if (recentEnds.size() > SWEEPS_BACK) {
            recentEnds.remove();
        }
        hasSwept = true;
        streams.note(followed, found.get(), recentEnds.getFirst());
        if (streams.hasMoves() && reader.awaitEnd(LONGEST_READ)) {
            streams.move(ends);
        }
    }

    /** Keys by ref; empty where one of them is not known now. */
    private Optional<Map<String, String>> lookUp(List<LiveStream> followed) {
        var refs = new ArrayList<>(followed.stream().map(LiveStream::ref).distinct().toList());
        var found = new HashMap<String, String>();
        for (var begin = 0; begin < refs.size(); begin += MOST_REFS) {
            var some = refs.subList(begin, Math.min(begin + MOST_REFS, refs.size()));
            if (!(keys.of(some) instanceof Lookup.Found<List<String>>(var own))) {
                return Optional.empty();
            }
            for (var number = 0; number < some.size(); number++) {
                found.put(some.get(number), own.get(number));
            }
        }
        return Optional.of(found);
    }

    /** Whether a sweep has succeeded; before, no stream may begin. */
    boolean hasSwept() {
        return hasSwept;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

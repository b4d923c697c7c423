package io.telltale.streams.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the stores are restored from their changelogs: all of it after the folder was lost, the
 * rest of it after a crash. Updated by stream threads; safe for threads.
 *
 * <p>Figures are differences of offsets, so markers of transactions count. What the topology has
 * not begun to restore is not in them: they may grow while it begins.
 */
final class RestoreProgress implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    private final Map<Copy, Way> ways = new ConcurrentHashMap<>();
    private final AtomicLong restored = new AtomicLong();
    private Instant lastLogged = Instant.MIN;
    private boolean isTelling;

    /** A partition of a store. */
    private record Copy(TopicPartition partition, String store) {}

    /** Offsets of a changelog; {@code next} is the first that is not restored. */
    private record Way(long start, long end, long next) {}

    /**
     * What is left.
     *
     * @param stores partitions of stores that are being restored
     * @param records left of these
     * @param of so many that they began with
     */
    record Left(int stores, long records, long of) {}

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        ways.put(new Copy(partition, store), new Way(start, end, start));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long records) {
        restored.addAndGet(records);
        ways.computeIfPresent(
                new Copy(partition, store), (_, way) -> new Way(way.start(), way.end(), last + 1));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        ways.remove(new Copy(partition, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long records) {
        ways.remove(new Copy(partition, store));
    }

    Left left() {
        var stores = 0;
        var records = 0L;
        var of = 0L;
        for (var way : ways.values()) {
            stores++;
            records += Math.max(0, way.end() - way.next());
            of += way.end() - way.start();
        }
        return new Left(stores, records, of);
    }

    /** Records since the start of the process. */
    long restored() {
        return restored.get();
    }

    /** Puts into the log how far it is, at most every 5 s, and its end. For one thread. */
    void publish(Instant now) {
        var left = left();
        if (left.records() == 0) {
            if (isTelling) {
                isTelling = false;
                LOG.info("what was begun is restored, {} records since the start", restored());
            }
        } else if (!lastLogged.plus(LOG_INTERVAL).isAfter(now)) {
            isTelling = true;
            lastLogged = now;
            LOG.info(
                    "restoring {} stores: {} of {} records left",
                    left.stores(),
                    left.records(),
                    left.of());
        }
    }
}

package io.telltale.streams.step;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards what a timer computes for one key, before it writes: a value that cannot be processed
 * costs its own key only. Failures of Kafka itself go on to the caller; they end the transaction.
 */
public final class KeyGuard {

    private static final Logger LOG = LoggerFactory.getLogger(KeyGuard.class);
    private static final int MOST_REMEMBERED = 1_000;

    private final String work;
    private final Set<String> logged = new HashSet<>();

    /**
     * A guard.
     *
     * @param work name of the work, for the log
     */
    public KeyGuard(String work) {
        this.work = work;
    }

    /** Computes something of a key; empty if that fails, which is logged once a key. */
    public <T> Optional<T> get(String key, Supplier<T> task) {
        try {
            return Optional.of(task.get());
        } catch (SerializationException e) {
            return failed(key, e);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(key, e);
        }
    }

    private <T> Optional<T> failed(String key, RuntimeException e) {
        if (logged.size() < MOST_REMEMBERED && logged.add(key)) {
            LOG.error("{} of {} failed; other keys go on", work, key, e);
        }
        return Optional.empty();
    }
}

package io.telltale.streams.run;

import io.telltale.schemas.publish.RejectedTimestamp;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows the failure of a stream thread: a new thread, or the end of the client.
 *
 * <p>A thread is replaced where the same may go well the next time: brokers that were away for
 * longer than Kafka Streams waits, and transactional ids that brokers have forgotten or given away.
 * The transaction of the failed thread is aborted, so nothing of it stays. Before each replacement
 * there is a pause, from 1 s doubling to 60 s; after ten minutes without a failure it is 1 s again.
 * Failures that come during a pause share it. Every other failure ends the client.
 */
final class StreamThreadFailureHandler implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamThreadFailureHandler.class);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    static final Duration QUIET = Duration.ofMinutes(10);

    private final LongSupplier nanoClock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long pause = FIRST_PAUSE.toNanos();
    private long end;
    private boolean hasFailedBefore;

    StreamThreadFailureHandler() {
        this(System::nanoTime);
    }

    StreamThreadFailureHandler(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Called by the failed thread, which takes the pause itself. */
    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .noneMatch(StreamThreadFailureHandler::mayPass)) {
            LOG.error(
                    RejectedTimestamp.orElse(
                            "a stream thread has failed, and no new one would do better", failure),
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        var pause = nextPause();
        LOG.warn("a stream thread has failed; a new one starts in {}", pause, failure);
        rest(pause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof RetriableException
                || failure instanceof ApplicationRecoverableException;
    }

    /** How long the next replacement waits. */
    synchronized Duration nextPause() {
        var now = nanoClock.getAsLong();
        if (hasFailedBefore && now - end < 0) {
            return Duration.ofNanos(end - now);
        }
        if (!hasFailedBefore || now - end >= QUIET.toNanos()) {
            pause = FIRST_PAUSE.toNanos();
        } else {
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
        hasFailedBefore = true;
        end = now + pause;
        return Duration.ofNanos(pause);
    }

    private void rest(Duration pause) {
        try {
            var _ = stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all pauses: the client is being stopped. */
    void stop() {
        stopping.countDown();
    }
}

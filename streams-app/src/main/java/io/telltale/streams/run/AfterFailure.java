package io.telltale.streams.run;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the graph when a thread of it has failed.
 *
 * <p>Where the same may go well the next time, a new thread takes over: brokers that were away for
 * longer than Kafka Streams waits, and transactional ids that the brokers have forgotten or given
 * to somebody else. The transaction of the failed thread is aborted, so nothing of it stays. Where
 * no new thread gets on either, the lack of progress shows. Everything else ends the graph.
 */
final class AfterFailure implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AfterFailure.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(AfterFailure::mayPass)) {
            LOG.warn("a thread of the graph has failed; a new one goes on", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("the graph cannot go on and stops", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof RetriableException
                || failure instanceof ApplicationRecoverableException;
    }
}

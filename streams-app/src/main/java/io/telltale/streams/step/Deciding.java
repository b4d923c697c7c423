package io.telltale.streams.step;

import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a step that decides and writes nothing yet. A record that makes it fail becomes a
 * dead letter and the topology goes on; a failure of Kafka or of a store stays what it is.
 */
public final class Deciding {

    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

    private Deciding() {}

    /**
     * What was decided.
     *
     * @throws UnprocessableRecordException if the record makes the decision fail
     */
    public static <T> @Nullable T of(Supplier<? extends @Nullable T> decide) {
        try {
            return decide.get();
        } catch (UnprocessableRecordException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("a step failed before it wrote anything: {}", FailurePlace.of(e));
            throw new UnprocessableRecordException(Fault.STEP_FAILED);
        }
    }
}

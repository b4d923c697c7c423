package io.telltale.schemas.topic;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Waits for what the brokers answer. */
public final class BrokerAnswer {

    private BrokerAnswer() {}

    /**
     * The answer, within a limit.
     *
     * @throws KafkaException if the brokers refuse (then with the refusal as cause) or do not
     *     answer in time, or the thread was interrupted; then it stays so
     */
    public static <T> T await(Future<T> answer, Duration limit) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers refuse: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the brokers do not answer within " + limit, e);
        }
    }
}

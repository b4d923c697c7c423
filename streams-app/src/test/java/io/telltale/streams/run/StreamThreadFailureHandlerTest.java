package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamThreadFailureHandlerTest {

    private final AtomicLong now = new AtomicLong(42);
    private final StreamThreadFailureHandler handler = new StreamThreadFailureHandler(now::get);

    static Stream<RuntimeException> passing() {
        return Stream.of(
                new TimeoutException("brokers away"),
                new InvalidPidMappingException("idle for long"),
                new ProducerFencedException("held up"));
    }

    static Stream<RuntimeException> lasting() {
        return Stream.of(
                new IllegalStateException("a defect"),
                new RecordTooLargeException("each time"),
                new TopicAuthorizationException("not allowed"),
                new MissingSourceTopicException("gone"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aThreadIsReplaced_whenTheFailureMayPass(RuntimeException failure) {
        handler.stop();

        assertThat(handler.handle(new StreamsException("in a thread", failure)))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void theClientEnds_whenItWouldFailAgain(RuntimeException failure) {
        assertThat(handler.handle(new StreamsException("in a thread", failure)))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void pausesDoubleFromOneSecondToAMinute() {
        assertThat(IntStream.range(0, 9).mapToObj(_ -> failAfter(Duration.ofSeconds(61))))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aPauseIsShortAgain_afterTenMinutesWithoutAFailure() {
        failAfter(Duration.ZERO);
        failAfter(Duration.ofMinutes(9));
        assertThat(failAfter(Duration.ofMinutes(9))).isEqualTo(Duration.ofSeconds(4));

        assertThat(failAfter(Duration.ofMinutes(11))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void threadsThatFailTogetherShareAPause() {
        failAfter(Duration.ZERO);
        assertThat(failAfter(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(600));

        assertThat(failAfter(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(2));
    }

    private Duration failAfter(Duration running) {
        now.addAndGet(running.toNanos());
        return handler.nextPause();
    }
}

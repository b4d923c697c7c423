package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AfterFailureTest {

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
    void aNewThreadGoesOn_whenTheFailureMayPass(RuntimeException failure) {
        assertThat(new AfterFailure().handle(new StreamsException("in a thread", failure)))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void theGraphEnds_whenItWouldFailAgain(RuntimeException failure) {
        assertThat(new AfterFailure().handle(new StreamsException("in a thread", failure)))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}

package io.telltale.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.TopicLayout;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresThatEndTheTopologyTest {

    private static final Record<String, String> RECORD = new Record<>("key", "value", 0L);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep-register",
                "collect-observations",
                "link-as-register-update",
                "poll-to-campaign-update"
            })
    void oneBeforeAnythingOfTheRecordIsWrittenDoesNot(String step) {
        assertThat(result(step, RECORD, new IllegalStateException())).isEqualTo(Result.RESUME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"process-refs", "gather-devices", "count-campaigns"})
    void oneBehindTheFirstWriteDoes(String step) {
        assertThat(result(step, RECORD, new IllegalStateException())).isEqualTo(Result.FAIL);
    }

    @Test
    void oneOfATimerOrOfKafkaDoes() {
        assertThat(result("count-campaigns", null, new IllegalStateException()))
                .isEqualTo(Result.FAIL);
        assertThat(result("keep-register", RECORD, new KafkaException("store")))
                .isEqualTo(Result.FAIL);
    }

    private static Result result(
            String step, @Nullable Record<?, ?> record, RuntimeException failure) {
        var letters = new DeadLetterHandler();
        letters.configure(Map.of(DeadLetterHandler.LAYOUT, new TopicLayout("", 4, 1, 1)));
        return letters.handleError(new At(step), record, failure).result();
    }

    /** A record of one topic, in a step. */
    private record At(String processorNodeId) implements ErrorHandlerContext {

        @Override
        public String topic() {
            return "device.sms.v1";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 7;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 0);
        }

        @Override
        public long timestamp() {
            return 0;
        }

        @Override
        public byte[] sourceRawKey() {
            return new byte[0];
        }

        @Override
        public byte[] sourceRawValue() {
            return new byte[0];
        }
    }
}

package io.telltale.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changed devices are told 100 at a time, one turn of the timer after the other. */
class StatesInTurnTest {

    private static final String FIRST = ref(0);

    @RegisterExtension private final GraphUnderTest graph = new GraphUnderTest();

    @Test
    void everyDeviceThatChangedIsToldOnce() {
        IntStream.range(0, 250).forEach(number -> changes(ref(number), 1));

        assertThat(IntStream.range(0, 4).mapToObj(_ -> told().size()))
                .containsExactly(100, 100, 50, 0);
    }

    @Test
    void aDeviceThatChangesAllTheTimeKeepsNobodyWaiting() {
        IntStream.range(0, 150).forEach(number -> changes(ref(number), 1));
        told();
        changes(FIRST, 2);

        assertThat(told()).hasSize(50).extracting(TestRecord::key).doesNotContain(FIRST);
        assertThat(told()).extracting(TestRecord::key).containsExactly(FIRST);
    }

    @Test
    void aDeviceThatChangedOftenIsToldAsItIsNow() {
        IntStream.rangeClosed(1, 3).forEach(number -> changes(FIRST, number));

        var told = told();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().value().getSms().getTotal()).isEqualTo(3);
    }

    private void changes(String ref, int number) {
        var at = Given.NOW.plusSeconds(60L * number);
        graph.given(Given.sms(ref, "text " + number, Channel.POLL, at, at));
    }

    private List<TestRecord<String, DeviceState>> told() {
        return graph.written(Topics.DEVICE_STATE);
    }

    private static String ref(int number) {
        return "imei:%015d".formatted(990_000_000_000_000L + number);
    }
}

package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TooLargeTest {

    private static final String REF = "imei:990000560000001";
    private static final String OTHER = "esn:09600000001";
    private static final int KIB = 1024;

    @RegisterExtension private final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void anEventThatNoBrokerWouldTakeAgainIsADeadLetter_andNothingOfItIsKept() {
        graph.given(task(REF, 1, 950));
        graph.given(task(REF, 2, 1));

        assertThat(letters()).containsExactly("TOO_LARGE device.status.v1");
        assertThat(rows()).isEqualTo(1);
        assertThat(graph.written(Topics.DEVICE_TIMELINE)).hasSize(1);
        assertThat(graph.lastWritten(Topics.DEVICE_STATE, REF).getTasks()).hasSize(1);
    }

    @Test
    void aRefWithMoreTasksThanBrokersTakeKeepsItsRows_andItsStateHasTheLatest() {
        IntStream.range(0, 12).forEach(number -> graph.given(task(REF, number, 100)));
        graph.given(Given.sms(REF, "small", Channel.POLL, NOW, NOW));

        assertThat(letters()).isEmpty();
        assertThat(rows()).isEqualTo(13);
        var state = graph.lastWritten(Topics.DEVICE_STATE, REF);
        assertThat(state.getTasks())
                .extracting(DeviceTask::getTaskId)
                .startsWith("task-11", "task-10", "task-9", "task-8")
                .hasSizeBetween(7, 8);
        assertThat(state.getSms().getTotal()).isEqualTo(1);
    }

    @Test
    void aStateThatNoBrokerWouldTakeLacksItsOldestTasks() {
        graph.given(Given.link(OTHER, REF));
        IntStream.range(0, 6).forEach(number -> graph.given(task(REF, number, 100)));

        IntStream.range(6, 9).forEach(number -> graph.given(task(OTHER, number, 100)));
        graph.given(Given.sms(REF, "small", Channel.POLL, NOW, NOW));

        assertThat(letters()).isEmpty();
        var state = graph.lastWritten(Topics.DEVICE_STATE, REF);
        assertThat(state.getTasks())
                .extracting(DeviceTask::getTaskId)
                .containsExactly(
                        "task-8", "task-7", "task-6", "task-5", "task-4", "task-3", "task-2",
                        "task-1");
        assertThat(state.getSms().getTotal()).isEqualTo(1);
    }

    private static DeviceStatusEvent task(String ref, int number, int kib) {
        return DeviceStatusEvent.newBuilder(
                        Given.upgrade(ref, "word", Outcome.PENDING, 1, NOW.plusSeconds(number)))
                .setEventId("%032x".formatted(number))
                .setTaskId("task-" + number)
                .setReason("x".repeat(kib * KIB))
                .build();
    }

    /** Reason and source of each. */
    private List<String> letters() {
        return graph.deadLetters().stream()
                .map(letter ->
                        header(letter, "telltale_reason") + " " + header(letter, "telltale_source"))
                .toList();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private int rows() {
        var count = 0;
        try (var all = graph.driver().getKeyValueStore(StreamsNames.ROWS).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }
}

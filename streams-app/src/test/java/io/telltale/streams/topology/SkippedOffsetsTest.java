package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SkippedOffsetsTest {

    private static final String REF = "imei:990000560000001";

    @RegisterExtension
    private final TopologyUnderTest graph =
            new TopologyUnderTest(
                    new SkippedOffsets(
                            Set.of(
                                    "device.sms.v1-0@1",
                                    "test-register-updates-repartition-0@0",
                                    "test-campaign-updates-repartition-0@0")));

    @Test
    void aRecordOfATopicIsPassedOn_andThoseAroundItAreProcessed() {
        for (var text : List.of("first", "skipped", "last")) {
            graph.given(Given.sms(REF, text, Channel.POLL, NOW, NOW));
        }

        assertThat(letters("device.sms.v1")).containsExactly("SKIPPED device.sms.v1-0@1");
        assertThat(graph.written(Topics.DEVICE_TIMELINE))
                .extracting(entry -> entry.value().getSms().getText())
                .containsExactly("first", "last");
        assertThat(graph.lastWritten(Topics.DEVICE_STATE, REF).getSms().getTotal()).isEqualTo(2);
    }

    @Test
    void aRecordBetweenStepsIsPassedOn_whicheverStepItIsFor() {
        graph.given(Given.link(REF, "esn:09600000001"));
        graph.given(Given.scan(1, 5));
        graph.secondsPass(2);

        assertThat(letters("test-"))
                .containsExactlyInAnyOrder(
                        "SKIPPED test-register-updates-repartition-0@0",
                        "SKIPPED test-campaign-updates-repartition-0@0");
        assertThat(graph.written(Topics.DEVICE_IDENTITY)).isEmpty();
        assertThat(graph.written(Topics.CAMPAIGN_PROGRESS)).isEmpty();
    }

    /** Reason and place of each from such topics. */
    private List<String> letters(String topic) {
        return graph.deadLetters().stream()
                .map(letter ->
                        new String(letter.headers().lastHeader("telltale_reason").value(), UTF_8)
                                + " "
                                + new String(
                                        letter.headers().lastHeader("telltale_position").value(),
                                        UTF_8))
                .filter(letter -> letter.contains(" " + topic))
                .toList();
    }
}

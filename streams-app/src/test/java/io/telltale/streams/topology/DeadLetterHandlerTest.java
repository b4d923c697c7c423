package io.telltale.streams.topology;

import static io.telltale.streams.topology.Given.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterHandlerTest {

    private static final String REF = "imei:990000560000001";
    private static final byte[] NO_TEXT = {'i', (byte) 0xC3, (byte) 0x28};

    @RegisterExtension private final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void bytesThatHoldNoRecordAreADeadLetter_byteForByte_andTheNextIsProcessed() {
        var headers = new RecordHeaders().add("ce_id", "theirs".getBytes(UTF_8));
        var broken = new byte[] {7, 7, 7};

        graph.given(
                new TestRecord<>(REF.getBytes(UTF_8), broken, headers, NOW),
                Topics.DEVICE_SMS.name());
        graph.given(Given.sms(REF, "good", Channel.POLL, NOW, NOW));

        var letter = only(graph.deadLetters());
        assertThat(letter.key()).isEqualTo(REF.getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(broken);
        assertThat(header(letter, "telltale_source")).isEqualTo("device.sms.v1");
        assertThat(header(letter, "telltale_reason")).isEqualTo("UNDECODABLE");
        assertThat(header(letter, "telltale_position")).isEqualTo("device.sms.v1-0@0");
        assertThat(header(letter, "ce_source")).isEqualTo("/telltale/streams-app");
        assertThat(header(letter, "telltale_original_ce_id")).isEqualTo("theirs");
        assertThat(graph.lastWritten(Topics.DEVICE_STATE, REF).getSms().getTotal()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNoTextIsADeadLetter_withItsBytes() {
        var event = Given.sms(REF, "t", Channel.POLL, NOW, NOW);

        graph.given(
                new TestRecord<>(NO_TEXT, graph.bytes(Topics.DEVICE_SMS, event), NOW),
                Topics.DEVICE_SMS.name());

        var letter = only(graph.deadLetters());
        assertThat(letter.key()).isEqualTo(NO_TEXT);
        assertThat(header(letter, "telltale_reason")).isEqualTo("BAD_KEY");
    }

    @Test
    void aKeyThatIsMissingOrNoRefIsADeadLetter_andNothingIsFiled() {
        var bytes = graph.bytes(Topics.DEVICE_SMS, Given.sms(REF, "t", Channel.POLL, NOW, NOW));

        graph.given(new TestRecord<>(null, bytes, NOW), Topics.DEVICE_SMS.name());
        graph.given(new TestRecord<>("nobody".getBytes(UTF_8), bytes, NOW), "device.sms.v1");

        assertThat(graph.deadLetters())
                .extracting(letter -> header(letter, "telltale_reason"))
                .containsExactly("BAD_KEY", "BAD_KEY");
        assertThat(graph.written(Topics.DEVICE_STATE)).isEmpty();
    }

    @Test
    void anEventWithoutValueIsADeadLetter() {
        graph.given(new TestRecord<>(REF.getBytes(UTF_8), null, NOW), Topics.DEVICE_STATUS.name());

        assertThat(header(only(graph.deadLetters()), "telltale_reason")).isEqualTo("NO_VALUE");
    }

    /** Filed and not counted, it could never be counted: written back it would be a repeat. */
    @Test
    void anEventThatALaterStepWouldTripOverIsNotFiled() {
        var status =
                DeviceStatusEvent.newBuilder(Given.upgrade(REF, "w", Outcome.FAILED, 1, NOW))
                        .setDevices(List.of())
                        .build();

        graph.given(
                new TestRecord<>(
                        REF.getBytes(UTF_8), graph.bytes(Topics.DEVICE_STATUS, status), NOW),
                Topics.DEVICE_STATUS.name());

        var letter = only(graph.deadLetters());
        assertThat(header(letter, "telltale_reason")).isEqualTo("STEP_FAILED");
        assertThat(header(letter, "telltale_detail"))
                .isEqualTo("expected a record that the step can process");
        assertThat(graph.driver().getKeyValueStore(StreamsNames.ROWS).all().hasNext()).isFalse();
    }

    @Test
    void aLinkOfSomethingElseThanTwoRefsIsADeadLetter_fromWhereItStood() {
        var link = Given.link("a", "b");

        graph.given(
                new TestRecord<>("a b".getBytes(UTF_8), graph.bytes(Topics.DEVICE_LINK, link), NOW),
                Topics.DEVICE_LINK.name());

        assertThat(header(only(graph.deadLetters()), "telltale_source"))
                .isEqualTo(Topics.DEVICE_LINK.name());
    }

    @Test
    void aScanOfNoCampaignIsADeadLetter_andProgressGoesOnBeingPublished() {
        var scan = SourceHealth.newBuilder(Given.scan(1, 5)).setSubject("nothing").build();
        graph.given(scan);
        graph.given(Given.scan(2, 5));

        graph.secondsPass(2);

        assertThat(header(only(graph.deadLetters()), "telltale_reason")).isEqualTo("BAD_KEY");
        assertThat(graph.written(Topics.CAMPAIGN_PROGRESS)).hasSize(1);
    }

    @Test
    void aTombstoneIsNoDeadLetterWhereKeysMayGo() {
        DeviceLink link = Given.link(REF, "esn:09600000001");
        graph.given(link);
        graph.given(
                new TestRecord<>(String.join(" ", link.getRefs()).getBytes(UTF_8), null, NOW),
                Topics.DEVICE_LINK.name());

        assertThat(graph.deadLetters()).isEmpty();
    }

    private static TestRecord<byte[], byte[]> only(List<TestRecord<byte[], byte[]>> letters) {
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}

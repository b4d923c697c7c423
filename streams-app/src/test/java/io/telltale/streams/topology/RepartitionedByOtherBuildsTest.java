package io.telltale.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.OtherBuild;
import io.telltale.streams.encoding.StoredSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepartitionedByOtherBuildsTest {

    private static final String IMEI = "imei:990000560000001";
    private static final String SIM = "iccid:89148000000800139708";
    private static final String ESN = "esn:09600000001";

    @RegisterExtension final TopologyUnderTest sending = new TopologyUnderTest();
    @RegisterExtension final TopologyUnderTest receivingEarlier = new TopologyUnderTest();
    @RegisterExtension final TopologyUnderTest receivingLater = new TopologyUnderTest();

    @Test
    void recordsBetweenStepsComeToTheSame_whicheverBuildWroteThem() {
        sending.given(Given.link(IMEI, ESN));
        sending.given(Given.scan(1, 5));
        sending.given(
                SmsEvent.newBuilder(Given.sms(IMEI, "hi", Channel.POLL, Given.NOW, Given.NOW))
                        .setDevices(List.of(IMEI, SIM))
                        .build());
        sending.given(Given.upgrade(ESN, "Queued", Outcome.PENDING, 1, Given.NOW));
        sending.settle();
        var sent = between();

        pass(sent, OtherBuild.earlier(), receivingEarlier);
        pass(sent, OtherBuild.later("addedAfterSteps"), receivingLater);

        for (var topic : List.of(Topics.DEVICE_IDENTITY, Topics.DEVICE_STATE)) {
            var published = last(sending, topic);
            assertThat(published).isNotEmpty();
            assertThat(last(receivingEarlier, topic)).isEqualTo(published);
            assertThat(last(receivingLater, topic)).isEqualTo(published);
        }
        assertThat(last(sending, Topics.CAMPAIGN_PROGRESS)).isNotEmpty();
        assertThat(last(receivingLater, Topics.CAMPAIGN_PROGRESS).keySet())
                .containsExactly(Given.CAMPAIGN_REF);
    }

    private Map<RepartitionTopic, List<TestRecord<byte[], byte[]>>> between() {
        var records = new LinkedHashMap<RepartitionTopic, List<TestRecord<byte[], byte[]>>>();
        for (var topic : RepartitionTopic.values()) {
            var bytes = new ByteArrayDeserializer();
            var found =
                    sending.driver()
                            .createOutputTopic(name(topic), bytes, bytes)
                            .readRecordsToList();
            assertThat(found).as(topic.label()).isNotEmpty();
            records.put(topic, found);
        }
        return records;
    }

    /** Identities first: refs without rows would take back the parts of those that sent them. */
    private static void pass(
            Map<RepartitionTopic, List<TestRecord<byte[], byte[]>>> sent,
            OtherBuild build,
            TopologyUnderTest receiving) {
        build.published().forEach(StoredSchemas::learn);
        sent.forEach((topic, records) -> {
            if (topic == RepartitionTopic.DEVICE_UPDATES) {
                receiving.settle();
            }
            for (var record : records) {
                receiving.given(
                        new TestRecord<>(
                                record.key(),
                                build.rewritten(record.value()),
                                record.headers(),
                                record.getRecordTime()),
                        name(topic));
            }
        });
        receiving.settle();
    }

    private static String name(RepartitionTopic topic) {
        return "test-" + topic.topologyName();
    }

    /** As text: Avro does not compare lists of records with times. */
    private static <V extends SpecificRecord> Map<String, String> last(
            TopologyUnderTest graph, Topic<V> topic) {
        var last = new TreeMap<String, String>();
        for (var record : graph.written(topic)) {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(record.key(), record.value().toString());
            }
        }
        return last;
    }
}

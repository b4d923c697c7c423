package io.telltale.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {

    @Test
    void isFitForProduction_byDefault() {
        assertThat(TopicLayout.read(Settings.of(Map.of())))
                .isEqualTo(new TopicLayout("", 12, 3, 2));
    }

    @Test
    void takesWhatIsSet() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_PREFIX", "test.",
                                "TELLTALE_TOPICS_PARTITIONS", "4",
                                "TELLTALE_TOPICS_REPLICATION_FACTOR", "1",
                                "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", "1"));

        assertThat(TopicLayout.read(settings)).isEqualTo(new TopicLayout("test.", 4, 1, 1));
    }

    @Test
    void refusesWhatNoClusterTakes() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_PREFIX", "a/b",
                                "TELLTALE_TOPICS_PARTITIONS", "0",
                                "TELLTALE_TOPICS_REPLICATION_FACTOR", "2",
                                "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", "3"));

        TopicLayout.read(settings);

        assertThatThrownBy(settings::refuseIfFaulty)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(
                        "the configuration has 3 faults",
                        "TELLTALE_PREFIX must be up to 64 letters",
                        "TELLTALE_TOPICS_PARTITIONS must be a whole number from 1 to 1000, was 0",
                        "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS must be at most the replication factor"
                                + " 2, was 3");
    }

    @Test
    void putsThePrefixBeforeEveryName() {
        var layout = new TopicLayout("test.", 4, 1, 1);

        assertThat(layout.nameOf(Topics.DEVICE_SMS)).isEqualTo("test." + Topics.DEVICE_SMS.name());
        assertThat(layout.nameOf("telltale-streams")).isEqualTo("test.telltale-streams");
    }

    @Test
    void declaresEveryTopicAndTheDeadLetters() {
        var declared = new TopicLayout("test.", 4, 3, 2).declared();

        assertThat(declared)
                .map(NewTopic::name)
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Topics.ALL.stream().map(Topic::name),
                                        Stream.of(Topics.DEAD_LETTER, Topics.STORED_SCHEMA))
                                .map("test."::concat)
                                .toList())
                .doesNotHaveDuplicates();
        assertThat(declared)
                .allSatisfy(topic -> {
                    assertThat(topic.numPartitions()).isEqualTo(4);
                    assertThat(topic.replicationFactor()).isEqualTo((short) 3);
                    assertThat(topic.configs())
                            .containsEntry("min.insync.replicas", "2")
                            .containsEntry("message.timestamp.type", "CreateTime")
                            .containsKey("cleanup.policy");
                });
    }
}

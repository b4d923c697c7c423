package io.telltale.streams.topology;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The names that are declared, against those of the topology. */
class InternalNamesTest {

    private static final TopicLayout LAYOUT = new TopicLayout("", 4, 1, 1);

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    @Test
    void everyStoreIsDeclared_andNoOther() {
        var stores =
                nodes().filter(Processor.class::isInstance)
                        .flatMap(node -> ((Processor) node).stores().stream())
                        .collect(toSet());

        assertThat(stores).containsExactlyInAnyOrderElementsOf(StreamsNames.STORES);
    }

    @Test
    void everyTopicBetweenStepsIsDeclared_andNoOther() {
        var declared = Topics.ALL.stream().map(Topic::name).collect(toSet());
        var between = Stream.concat(read(), written()).collect(toSet());
        between.removeAll(declared);

        assertThat(between)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RepartitionTopic.values())
                                .map(RepartitionTopic::topologyName)
                                .toList());
    }

    @Test
    void namesOnTheBrokersBeginWithThePrefixAndTheApplicationId() {
        var staging = new TopicLayout("staging.", 4, 1, 1);

        assertThat(StreamsNames.id(staging)).isEqualTo("staging.telltale-streams");
        assertThat(StreamsNames.changelogOf(StreamsNames.ROWS, staging))
                .isEqualTo("staging.telltale-streams-rows-changelog");
        assertThat(RepartitionTopic.OBSERVATIONS.nameIn(LAYOUT))
                .isEqualTo("telltale-streams-observations-repartition");
        assertThat(
                        RepartitionTopic.named(
                                "staging.telltale-streams-observations-repartition", staging))
                .contains(RepartitionTopic.OBSERVATIONS);
        assertThat(RepartitionTopic.named("telltale-streams-observations-repartition", staging))
                .isEmpty();
    }

    private Stream<Node> nodes() {
        return graph.topology().describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream());
    }

    private Stream<String> read() {
        return nodes().filter(Source.class::isInstance)
                .map(node -> ((Source) node).topicSet())
                .flatMap(Set::stream);
    }

    private Stream<String> written() {
        return nodes().filter(Sink.class::isInstance).map(node -> ((Sink) node).topic());
    }
}

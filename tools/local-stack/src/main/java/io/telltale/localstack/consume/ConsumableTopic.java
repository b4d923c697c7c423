package io.telltale.localstack.consume;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topic that can be read, and how its values become JSON.
 *
 * @param topic name on the brokers
 * @param declared its declaration; of dead letters there is none, their values are bytes
 */
public record ConsumableTopic(String topic, Optional<Topic<?>> declared) {

    /** The topic with this name, with or without the prefix. */
    public static Optional<ConsumableTopic> named(String name, TopicLayout layout) {
        return all(layout)
                .filter(source ->
                        source.topic.equals(name) || source.topic.equals(layout.nameOf(name)))
                .findFirst();
    }

    /** Names on the brokers of all that can be read. */
    public static List<String> names(TopicLayout layout) {
        return all(layout).map(ConsumableTopic::topic).toList();
    }

    /** Whether the name is of the one topic that is not shown: it holds credentials. */
    public static boolean isSecret(String name, TopicLayout layout) {
        var secret = Topics.POLLER_SECRET;
        return name.equals(secret.name()) || name.equals(layout.nameOf(secret));
    }

    private static Stream<ConsumableTopic> all(TopicLayout layout) {
        var declared =
                Topics.ALL.stream()
                        .filter(topic -> !topic.equals(Topics.POLLER_SECRET))
                        .map(topic ->
                                new ConsumableTopic(layout.nameOf(topic), Optional.of(topic)));
        var letters = new ConsumableTopic(layout.nameOf(Topics.DEAD_LETTER), Optional.empty());
        return Stream.concat(declared, Stream.of(letters));
    }

    JsonNode value(RecordSerdes serdes, byte @Nullable [] bytes) {
        return declared.isEmpty()
                ? Bytes.json(bytes)
                : AvroJson.of(serdes.read(topic, declared.get().value(), bytes));
    }
}

package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.topic.Topics;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Step: the events of all families as one stream, by primary ref. */
final class ReadEvents {

    private final StreamTopics topics;

    ReadEvents(StreamTopics topics) {
        this.topics = topics;
    }

    KStream<String, Event> apply(StreamsBuilder builder) {
        KStream<String, Event> statuses =
                topics.read(builder, Topics.DEVICE_STATUS)
                        .mapValues(Event.Status::new, Named.as("status-as-event"));
        KStream<String, Event> messages =
                topics.read(builder, Topics.DEVICE_SMS)
                        .mapValues(Event.Sms::new, Named.as("sms-as-event"));
        KStream<String, Event> pushes =
                topics.read(builder, Topics.DEVICE_PUSH_ACTION)
                        .mapValues(Event.PushAction::new, Named.as("push-action-as-event"));
        return statuses.merge(messages, Named.as("with-sms"))
                .merge(pushes, Named.as("with-push-actions"));
    }
}

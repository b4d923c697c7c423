package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.topic.Topics;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** Step: the events of all families as one stream, by primary ref. */
final class ReadEvents {

    private final StreamTopics topics;

    ReadEvents(StreamTopics topics) {
        this.topics = topics;
    }

    KStream<String, Event> apply(StreamsBuilder builder) {
        KStream<String, Event> statuses =
                topics.read(builder, Topics.DEVICE_STATUS)
                        .mapValues(
                                status -> new Event.Status(whole(status)),
                                Named.as("status-as-event"));
        KStream<String, Event> messages =
                topics.read(builder, Topics.DEVICE_SMS)
                        .mapValues(sms -> new Event.Sms(whole(sms)), Named.as("sms-as-event"));
        KStream<String, Event> pushes =
                topics.read(builder, Topics.DEVICE_PUSH_ACTION)
                        .mapValues(
                                push -> new Event.PushAction(whole(push)),
                                Named.as("push-action-as-event"));
        return statuses.merge(messages, Named.as("with-sms"))
                .merge(pushes, Named.as("with-push-actions"));
    }

    /** Nothing goes from a topic of events, so nobody may say that a key is gone. */
    private static <V> V whole(@Nullable V value) {
        if (value == null) {
            throw new Unusable(Unusable.Fault.NO_VALUE);
        }
        return value;
    }
}

package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.ref.RefInput;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** Step: reads the events of all families and the identities as one stream, by ref. */
final class ReadEvents {

    private final DeclaredTopics topics;

    ReadEvents(DeclaredTopics topics) {
        this.topics = topics;
    }

    KStream<String, RefInput> apply(StreamsBuilder builder) {
        KStream<String, RefInput> statuses =
                topics.read(builder, Topics.DEVICE_STATUS)
                        .mapValues(
                                status -> reported(new Event.Status(required(status))),
                                Named.as("status-as-event"));
        KStream<String, RefInput> messages =
                topics.read(builder, Topics.DEVICE_SMS)
                        .mapValues(
                                sms -> reported(new Event.Sms(required(sms))),
                                Named.as("sms-as-event"));
        KStream<String, RefInput> pushes =
                topics.read(builder, Topics.DEVICE_PUSH_ACTION)
                        .mapValues(
                                push -> reported(new Event.PushAction(required(push))),
                                Named.as("push-action-as-event"));
        KStream<String, RefInput> identities =
                topics.read(builder, Topics.DEVICE_IDENTITY)
                        .mapValues(RefInput.Identified::new, Named.as("identity-as-input"));
        return statuses.merge(messages, Named.as("with-sms"))
                .merge(pushes, Named.as("with-push-actions"))
                .merge(identities, Named.as("with-identities"));
    }

    private static RefInput reported(Event event) {
        return new RefInput.Reported(event);
    }

    /** Event topics have no tombstones. */
    private static <V> V required(@Nullable V value) {
        if (value == null) {
            throw new UnprocessableRecordException(Fault.NO_VALUE);
        }
        return value;
    }
}

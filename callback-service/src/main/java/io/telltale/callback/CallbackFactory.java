package io.telltale.callback;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.telltale.callback.connection.ConnectionLimits;
import io.telltale.callback.endpoint.KnownRequests;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.record.ProviderRequest;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.RecentRecords;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Wires the service. Schema ids and the brokers' metadata are fetched before the port opens: a
 * provider gives up after a few seconds.
 */
@Factory
final class CallbackFactory {

    /**
     * For the records of one callback. With a blocked send of half of it and the wait for a permit
     * it stays below a second.
     */
    private static final Duration PUBLISH_LIMIT = Duration.ofMillis(560);

    /** Longer than a poll task waits for its answer. */
    private static final Duration REQUESTS_KEPT = Duration.ofHours(2);

    private static final Duration START_LIMIT = Duration.ofSeconds(15);

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    @Requires(missingBeans = ConnectionLimits.class)
    ConnectionLimits limits() {
        return ConnectionLimits.STANDARD;
    }

    @Singleton
    @Bean(preDestroy = "close")
    RecordSerdes serdes(SerdeSettings settings, SchemaIds ids) {
        return new RecordSerdes(settings, ids);
    }

    /** Waits until the registry has returned the schema ids of the written records, and logs it. */
    @Context
    KafkaRecords records(TopicLayout layout, RecordSerdes serdes) {
        var sms =
                SmsEvent.newBuilder()
                        .setEventId("")
                        .setProvider(Provider.THINGSPACE)
                        .setDevices(List.of())
                        .setObservedAt(Instant.EPOCH)
                        .setChannel(Channel.HISTORY)
                        .setDirection(SmsDirection.UNKNOWN)
                        .build();
        var answer =
                ProviderAnswer.newBuilder()
                        .setProvider(Provider.THINGSPACE)
                        .setAccount("")
                        .setRequestId("")
                        .setAnsweredAt(Instant.EPOCH)
                        .setRows(0)
                        .build();
        serdes.write(layout.nameOf(Topics.DEVICE_SMS), sms);
        serdes.write(layout.nameOf(Topics.PROVIDER_ANSWER), answer);
        return new KafkaRecords(layout, serdes);
    }

    @Singleton
    @Bean(preDestroy = "close")
    RecentRecords<ProviderRequest> requests(
            KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes, Clock clock) {
        return new RecentRecords<>(
                Topics.PROVIDER_REQUEST, kafka, layout, serdes, REQUESTS_KEPT, clock);
    }

    /** Read before the first callback comes. */
    @Context
    KnownRequests knownRequests(RecentRecords<ProviderRequest> requests) {
        return requests::find;
    }

    @Context
    @Bean(preDestroy = "close")
    RecordPublisher publisher(KafkaSettings kafka, TopicLayout layout) {
        var publisher = RecordPublisher.connect(kafka, PUBLISH_LIMIT);
        publisher.prepare(
                List.of(
                        layout.nameOf(Topics.DEVICE_SMS),
                        layout.nameOf(Topics.PROVIDER_ANSWER),
                        layout.nameOf(Topics.DEAD_LETTER)),
                START_LIMIT);
        return publisher;
    }
}

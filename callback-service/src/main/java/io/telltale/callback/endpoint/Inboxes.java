package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.EnhancedConnectivityCallbackReader;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The services of ThingSpace that call us. */
@Singleton
final class Inboxes {

    private final Map<String, Inbox<?>> byService;

    Inboxes(
            KafkaRecords kafka,
            RecordPublisher publisher,
            Sightings sightings,
            CallbackMeters meters,
            Clock clock) {
        var letters = new DeadLetters(kafka);
        var history = "DeviceService";
        var live = "EnhancedConnectivityService";
        this.byService =
                Map.of(
                        history,
                        new Inbox<>(
                                history,
                                new DeviceServiceCallbackReader()::read,
                                new HistoryRecords(kafka, letters),
                                letters,
                                publisher,
                                meters,
                                clock),
                        live,
                        new Inbox<>(
                                live,
                                new EnhancedConnectivityCallbackReader()::read,
                                new LiveRecords(kafka, letters, sightings),
                                letters,
                                publisher,
                                meters,
                                clock));
    }

    /** Takes the callbacks of this service, if it is one of these. */
    Optional<Inbox<?>> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }
}

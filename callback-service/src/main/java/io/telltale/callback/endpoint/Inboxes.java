package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.EnhancedConnectivityCallbackReader;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of ThingSpace that call us. */
@Singleton
final class Inboxes {

    private static final String HISTORY = "DeviceService";
    private static final String LIVE = "EnhancedConnectivityService";

    /** Words of the services that call us. */
    static final List<String> SERVICES = List.of(HISTORY, LIVE);

    private final Map<String, Inbox<?>> byService;

    Inboxes(
            KafkaRecords kafka,
            RecordPublisher publisher,
            KnownRequests requests,
            Sightings sightings,
            CallbackMeters meters,
            Clock clock) {
        var letters = new DeadLetters(kafka);
        this.byService =
                Map.of(
                        HISTORY,
                        new Inbox<>(
                                HISTORY,
                                new DeviceServiceCallbackReader()::read,
                                new HistoryRecords(kafka, letters, requests),
                                letters,
                                publisher,
                                meters,
                                clock),
                        LIVE,
                        new Inbox<>(
                                LIVE,
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

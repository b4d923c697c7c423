package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.callback.DeviceServiceCallbackReader;
import io.telltale.providers.thingspace.callback.EnhancedConnectivityCallbackReader;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of ThingSpace that call us. */
@Singleton
final class CallbackHandlers {

    private static final String HISTORY = "DeviceService";
    private static final String LIVE = "EnhancedConnectivityService";

    /** Words of the services that call us. */
    static final List<String> SERVICES = List.of(HISTORY, LIVE);

    private final Map<String, CallbackHandler<?>> byService;

    CallbackHandlers(
            KafkaRecords kafka,
            RecordPublisher publisher,
            KnownRequests requests,
            FirstSeenCache sightings,
            CallbackMeters meters,
            Clock clock) {
        var letters = new CallbackDeadLetters(kafka);
        this.byService =
                Map.of(
                        HISTORY,
                        new CallbackHandler<>(
                                HISTORY,
                                new DeviceServiceCallbackReader()::read,
                                new HistoryCallbackMapper(kafka, letters, requests),
                                letters,
                                publisher,
                                meters,
                                clock),
                        LIVE,
                        new CallbackHandler<>(
                                LIVE,
                                new EnhancedConnectivityCallbackReader()::read,
                                new LiveCallbackMapper(kafka, letters, sightings),
                                letters,
                                publisher,
                                meters,
                                clock));
    }

    /** Takes the callbacks of this service, if it is one of these. */
    Optional<CallbackHandler<?>> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }
}

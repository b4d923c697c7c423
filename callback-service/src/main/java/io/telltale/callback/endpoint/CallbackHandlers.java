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

/** The handlers of ThingSpace's callback services. */
@Singleton
final class CallbackHandlers {

    private static final String HISTORY = "DeviceService";
    private static final String LIVE = "EnhancedConnectivityService";

    /** Names of the services. */
    static final List<String> SERVICES = List.of(HISTORY, LIVE);

    private final Map<String, CallbackHandler<?>> byService;

    CallbackHandlers(
            KafkaRecords kafka,
            RecordPublisher publisher,
            KnownRequests requests,
            FirstSeenCache firstSeen,
            CallbackMeters meters,
            Clock clock) {
        var deadLetters = new CallbackDeadLetters(kafka);
        this.byService =
                Map.of(
                        HISTORY,
                        new CallbackHandler<>(
                                HISTORY,
                                new DeviceServiceCallbackReader()::read,
                                new HistoryCallbackMapper(kafka, deadLetters, requests),
                                deadLetters,
                                publisher,
                                meters,
                                clock),
                        LIVE,
                        new CallbackHandler<>(
                                LIVE,
                                new EnhancedConnectivityCallbackReader()::read,
                                new LiveCallbackMapper(kafka, deadLetters, firstSeen),
                                deadLetters,
                                publisher,
                                meters,
                                clock));
    }

    /** The handler of a service; empty for an unknown service. */
    Optional<CallbackHandler<?>> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }
}

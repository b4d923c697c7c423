package io.telltale.callback.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.telltale.callback.verify.Listener;
import io.telltale.providers.thingspace.CallbackReading;
import io.telltale.providers.thingspace.DeviceServiceCallback;
import io.telltale.providers.thingspace.DeviceServiceCallbackReader;
import io.telltale.schemas.publish.PublishFailed;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes callbacks of ThingSpace's DeviceService: results of SMS history requests, and faults.
 *
 * <p>The order matters. Events and dead letters are acknowledged by the brokers first, then the
 * note that an answer came, and only then does ThingSpace hear 2xx. A crash in between makes it
 * call again, with the same event ids; nothing is lost by a 503 either, since history is asked for
 * again.
 */
@Singleton
final class DeviceServiceInbox {

    static final String SERVICE = "DeviceService";

    private static final Logger LOG = LoggerFactory.getLogger(DeviceServiceInbox.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DeviceServiceCallbackReader reader;
    private final CallbackRecords records;
    private final RecordPublisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;

    DeviceServiceInbox(
            DeviceServiceCallbackReader reader,
            CallbackRecords records,
            RecordPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.reader = reader;
        this.records = records;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /** Returns when the brokers have all of it; ends the request with a problem otherwise. */
    void receive(Listener listener, byte[] body) {
        switch (reader.read(body)) {
            case CallbackReading.Malformed(var reason) ->
                    throw ProblemException.of(ProblemType.BAD_BODY, reason);
            case CallbackReading.Understood(var callback) -> {
                if (!listener.accepts(callback.username(), callback.password())) {
                    throw Refusals.unauthorized();
                }
                keep(listener.account(), callback, body);
            }
        }
    }

    private void keep(String account, DeviceServiceCallback callback, byte[] body) {
        var told = records.of(account, callback, body, clock.instant());
        try {
            publisher.publishInOrder(told.inOrder());
        } catch (PublishFailed e) {
            LOG.warn("callback for {} {} not taken: {}", account, SERVICE, e.getMessage());
            throw ProblemException.later(
                    ProblemType.NOT_READY, "the brokers do not acknowledge", RETRY_AFTER);
        }
        report(account, callback, told.rows());
    }

    private void report(String account, DeviceServiceCallback callback, int rows) {
        var request = callback.requestId().map(DeviceServiceInbox::shown).orElse("-");
        var attempt = callback.callbackCount();
        var attempts = callback.maxCallbackThreshold();
        LOG.info(
                "callback for {} {}: request {}, {} rows, attempt {} of {}",
                account,
                SERVICE,
                request,
                rows,
                attempt.orElse(1),
                attempts.orElse(0));
        if (attempt.isPresent() && attempt.equals(attempts)) {
            meters.counter(
                            "telltale.callback.last.attempts",
                            "account",
                            account,
                            "service",
                            SERVICE)
                    .increment();
            LOG.warn("request {} for {} came at the last attempt", request, account);
        }
    }

    /** Fit for a line of a log, whatever was sent. */
    private static String shown(String requestId) {
        var plain = requestId.replaceAll("[^A-Za-z0-9-]", "_");
        return plain.substring(0, Math.min(plain.length(), 64));
    }
}

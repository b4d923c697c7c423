package io.telltale.callback.endpoint;

import io.telltale.callback.verify.CallbackListener;
import io.telltale.providers.json.BodyText;
import io.telltale.providers.thingspace.callback.Callback;
import io.telltale.providers.thingspace.callback.ParsedCallback;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the callbacks of one service of ThingSpace.
 *
 * <p>Order: the brokers acknowledge events and dead deadLetters, then the answer record, and only
 * then the caller gets 2xx. After a crash in between it calls again, with the same event ids. A 503
 * loses nothing: history is requested again, and an SMS that was not accepted stays in the queue.
 */
final class CallbackHandler<C> {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackHandler.class);

    private final String service;
    private final Function<byte[], ParsedCallback<C>> reader;
    private final CallbackMapper<C> mapper;
    private final CallbackDeadLetters deadLetters;
    private final RecordPublisher publisher;
    private final CallbackMeters meters;
    private final Clock clock;

    CallbackHandler(
            String service,
            Function<byte[], ParsedCallback<C>> reader,
            CallbackMapper<C> mapper,
            CallbackDeadLetters deadLetters,
            RecordPublisher publisher,
            CallbackMeters meters,
            Clock clock) {
        this.service = service;
        this.reader = reader;
        this.mapper = mapper;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns when the brokers acknowledged all records; throws a problem otherwise.
     *
     * @param declared charset of its {@code Content-Type}, if it names one
     */
    void receive(CallbackListener listener, byte[] body, Optional<Charset> declared) {
        switch (reader.apply(BodyText.utf8(body, declared))) {
            case ParsedCallback.Malformed<C>(var reason, var username, var password) -> {
                if (!listener.accepts(username, password)) {
                    meters.received(listener.account(), service, CallbackResult.MALFORMED);
                    throw ProblemException.of(ProblemType.BAD_BODY, reason);
                }
                keepUnparsed(listener, body, reason);
            }
            case ParsedCallback.Understood<C>(var callback) -> {
                if (!listener.accepts(callback.username(), callback.password())) {
                    meters.received(listener.account(), service, CallbackResult.REFUSED);
                    throw CallbackProblems.unauthorized();
                }
                warnOfLastAttempt(listener.account(), callback);
                keep(listener, callback, body);
            }
        }
    }

    /** Counts a callback that was rejected before it was parsed. */
    void rejected(CallbackListener listener) {
        meters.received(listener.account(), service, CallbackResult.UNAVAILABLE);
    }

    /** ThingSpace drops a body after its last attempt, so one that cannot be parsed is kept. */
    private void keepUnparsed(CallbackListener listener, byte[] body, String reason) {
        var from = received(listener, Optional.empty(), true);
        var name = CallbackResult.NOT_JSON.name();
        publish(
                from,
                CallbackRecords.only(
                        CallbackResult.NOT_JSON, deadLetters.ofBody(from, body, name, reason), 0));
        LOG.warn("callback for {} {} is a dead letter: {}", listener.account(), service, reason);
    }

    private void keep(CallbackListener listener, Callback<C> callback, byte[] body) {
        var account = listener.account();
        var from = received(listener, callback.requestId(), isLastAttempt(callback));
        var records = mapper.map(from, callback.content(), body);
        publish(from, records);
        records.unrecognized().forEach(id -> meters.unrecognized(account, id));
        if (records.others() > 0) {
            meters.otherDevices(account, records.others());
            LOG.warn(
                    "callback for {} {}: request {} is answered with another device than requested",
                    account,
                    service,
                    shown(callback));
        }
        LOG.info(
                "callback for {} {}: request {}, {} rows, attempt {} of {}",
                account,
                service,
                shown(callback),
                records.rows(),
                callback.callbackCount().orElse(1),
                callback.maxCallbackThreshold().orElse(0));
    }

    /** A callback without counts may be the last attempt. */
    private static boolean isLastAttempt(Callback<?> callback) {
        return callback.callbackCount().orElse(1) >= callback.maxCallbackThreshold().orElse(1);
    }

    private ReceivedCallback received(
            CallbackListener listener, Optional<String> requestId, boolean isLastAttempt) {
        return new ReceivedCallback(
                listener.account(),
                service,
                requestId,
                isLastAttempt,
                clock.instant(),
                TraceParent.fresh(),
                listener.mask());
    }

    private void publish(ReceivedCallback from, CallbackRecords records) {
        try {
            publisher.publishInOrder(records.inOrder());
        } catch (PublishException e) {
            meters.received(from.account(), service, CallbackResult.UNAVAILABLE);
            throw CallbackProblems.later("Kafka is unavailable: the brokers do not acknowledge", e);
        }
        meters.received(from.account(), service, records.result());
    }

    /** Warns even if it is accepted: what stopped the earlier attempts may stop others. */
    private void warnOfLastAttempt(String account, Callback<C> callback) {
        var attempt = callback.callbackCount();
        if (attempt.isPresent() && attempt.equals(callback.maxCallbackThreshold())) {
            meters.lastAttempt(account, service);
            LOG.warn(
                    "request {} for {} {} came at the last attempt",
                    shown(callback),
                    account,
                    service);
        }
    }

    /** The request id with safe characters only, for logs. */
    private static String shown(Callback<?> callback) {
        var plain = callback.requestId().orElse("-").replaceAll("[^A-Za-z0-9-]", "_");
        return plain.substring(0, Math.min(plain.length(), 64));
    }
}

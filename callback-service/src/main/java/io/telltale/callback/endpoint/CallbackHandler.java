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
 * Takes the callbacks of one service.
 *
 * <p>The order matters. Events and dead letters are acknowledged by the brokers first, then the
 * note that an answer came, and only then does the caller hear 2xx. A crash in between makes it
 * call again, with the same event ids; nothing is lost by a 503 either, since history is asked for
 * again and an SMS that was not taken stays in the queue.
 */
final class CallbackHandler<C> {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackHandler.class);

    private final String service;
    private final Function<byte[], ParsedCallback<C>> reader;
    private final CallbackMapper<C> contents;
    private final CallbackDeadLetters letters;
    private final RecordPublisher publisher;
    private final CallbackMeters meters;
    private final Clock clock;

    CallbackHandler(
            String service,
            Function<byte[], ParsedCallback<C>> reader,
            CallbackMapper<C> contents,
            CallbackDeadLetters letters,
            RecordPublisher publisher,
            CallbackMeters meters,
            Clock clock) {
        this.service = service;
        this.reader = reader;
        this.contents = contents;
        this.letters = letters;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns when the brokers have all of it; ends the request with a problem otherwise.
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
                keepUnread(listener, body, reason);
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

    /** Notes that a callback was not even read. */
    void tooMany(CallbackListener listener) {
        meters.received(listener.account(), service, CallbackResult.UNAVAILABLE);
    }

    /** ThingSpace gives a body up after its last attempt, whatever is wrong with it. */
    private void keepUnread(CallbackListener listener, byte[] body, String reason) {
        var from = delivery(listener, Optional.empty(), true);
        var name = CallbackResult.NOT_JSON.name();
        publish(
                from,
                CallbackRecords.only(
                        CallbackResult.NOT_JSON, letters.ofBody(from, body, name, reason), 0));
        LOG.warn("callback for {} {} is a dead letter: {}", listener.account(), service, reason);
    }

    private void keep(CallbackListener listener, Callback<C> callback, byte[] body) {
        var account = listener.account();
        var from = delivery(listener, callback.requestId(), isLastAttempt(callback));
        var told = contents.told(from, callback.content(), body);
        publish(from, told);
        told.unfit().forEach(id -> meters.unfit(account, id));
        if (told.others() > 0) {
            meters.otherDevices(account, told.others());
            LOG.warn(
                    "callback for {} {}: request {} asked for another device than it tells of",
                    account,
                    service,
                    shown(callback));
        }
        LOG.info(
                "callback for {} {}: request {}, {} rows, attempt {} of {}",
                account,
                service,
                shown(callback),
                told.rows(),
                callback.callbackCount().orElse(1),
                callback.maxCallbackThreshold().orElse(0));
    }

    /** Where a callback does not count, it may be the last. */
    private static boolean isLastAttempt(Callback<?> callback) {
        return callback.callbackCount().orElse(1) >= callback.maxCallbackThreshold().orElse(1);
    }

    private ReceivedCallback delivery(
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

    private void publish(ReceivedCallback from, CallbackRecords told) {
        try {
            publisher.publishInOrder(told.inOrder());
        } catch (PublishException e) {
            meters.received(from.account(), service, CallbackResult.UNAVAILABLE);
            throw CallbackProblems.later("the brokers do not acknowledge", e);
        }
        meters.received(from.account(), service, told.result());
    }

    /** Said even if it is taken: whatever kept the earlier attempts away may keep others. */
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

    /** The request id, fit for a line of a log, whatever was sent. */
    private static String shown(Callback<?> callback) {
        var plain = callback.requestId().orElse("-").replaceAll("[^A-Za-z0-9-]", "_");
        return plain.substring(0, Math.min(plain.length(), 64));
    }
}

package io.telltale.callback.endpoint;

import io.telltale.callback.verify.Listener;
import io.telltale.providers.json.BodyText;
import io.telltale.providers.thingspace.Callback;
import io.telltale.providers.thingspace.CallbackReading;
import io.telltale.schemas.publish.PublishFailed;
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
final class Inbox<C> {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final String service;
    private final Function<byte[], CallbackReading<C>> reader;
    private final Contents<C> contents;
    private final DeadLetters letters;
    private final RecordPublisher publisher;
    private final CallbackMeters meters;
    private final Clock clock;

    Inbox(
            String service,
            Function<byte[], CallbackReading<C>> reader,
            Contents<C> contents,
            DeadLetters letters,
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
    void receive(Listener listener, byte[] body, Optional<Charset> declared) {
        switch (reader.apply(BodyText.utf8(body, declared))) {
            case CallbackReading.Malformed<C>(var reason, var username, var password) -> {
                if (!listener.accepts(username, password)) {
                    meters.received(listener.account(), service, Result.MALFORMED);
                    throw ProblemException.of(ProblemType.BAD_BODY, reason);
                }
                keepUnread(listener, body, reason);
            }
            case CallbackReading.Understood<C>(var callback) -> {
                if (!listener.accepts(callback.username(), callback.password())) {
                    meters.received(listener.account(), service, Result.REFUSED);
                    throw Refusals.unauthorized();
                }
                warnOfLastAttempt(listener.account(), callback);
                keep(listener, callback, body);
            }
        }
    }

    /** Notes that a callback was not even read. */
    void tooMany(Listener listener) {
        meters.received(listener.account(), service, Result.UNAVAILABLE);
    }

    /** ThingSpace gives a body up after its last attempt, whatever is wrong with it. */
    private void keepUnread(Listener listener, byte[] body, String reason) {
        var from = delivery(listener, Optional.empty(), true);
        var name = Result.NOT_JSON.name();
        publish(from, Told.only(Result.NOT_JSON, letters.ofBody(from, body, name, reason), 0));
        LOG.warn("callback for {} {} is a dead letter: {}", listener.account(), service, reason);
    }

    private void keep(Listener listener, Callback<C> callback, byte[] body) {
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

    private Delivery delivery(
            Listener listener, Optional<String> requestId, boolean isLastAttempt) {
        return new Delivery(
                listener.account(),
                service,
                requestId,
                isLastAttempt,
                clock.instant(),
                TraceParent.fresh(),
                listener.mask());
    }

    private void publish(Delivery from, Told told) {
        try {
            publisher.publishInOrder(told.inOrder());
        } catch (PublishFailed e) {
            meters.received(from.account(), service, Result.UNAVAILABLE);
            throw Refusals.later("the brokers do not acknowledge", e);
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

package io.telltale.callback.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.providers.thingspace.device.UnrecognizedId;
import io.telltale.service.meter.UnrecognizedIdMeter;
import java.util.Locale;

/** Counts callbacks. Tags hold configured accounts and known services only, never what was sent. */
@Context
final class CallbackMeters {

    private static final String NONE = "-";
    private static final String UNTRUSTED = "stranger";
    private static final String NO_ROOM = "no-room";

    private final MeterRegistry meters;
    private final UnrecognizedIdMeter unrecognizedIds;

    /** Every counter exists from the start, at 0: a rate needs the value before the first count. */
    CallbackMeters(
            MeterRegistry meters, UnrecognizedIdMeter unrecognizedIds, CallbackSettings settings) {
        this.meters = meters;
        this.unrecognizedIds = unrecognizedIds;
        received(NONE, NONE, UNTRUSTED);
        received(NONE, NONE, NO_ROOM);
        for (var account : settings.accounts()) {
            textMissing(account);
            otherDevices(account);
            for (var service : CallbackHandlers.SERVICES) {
                lastAttempts(account, service);
                for (var result : CallbackResult.values()) {
                    received(account, service, tag(result));
                }
            }
        }
    }

    /** An id that was left out of its row, since it matches no kind. */
    void unrecognized(String account, UnrecognizedId id) {
        unrecognizedIds.count(account, id.kind(), id.form());
    }

    /** A callback from an untrusted address or for an unknown account. */
    void untrusted() {
        received(NONE, NONE, UNTRUSTED).increment();
    }

    /** A callback whose body exceeds the memory budget. */
    void noRoom() {
        received(NONE, NONE, NO_ROOM).increment();
    }

    /** A callback that was parsed, and its result. */
    void received(String account, String service, CallbackResult result) {
        received(account, service, tag(result)).increment();
        if (result == CallbackResult.TEXT_MISSING) {
            textMissing(account).increment();
        }
    }

    /** Devices of a callback other than the requested one. */
    void otherDevices(String account, int number) {
        otherDevices(account).increment(number);
    }

    private Counter otherDevices(String account) {
        return meters.counter("telltale.callback.other.devices", "account", account);
    }

    /** A callback that came at its last attempt. */
    void lastAttempt(String account, String service) {
        lastAttempts(account, service).increment();
    }

    private Counter lastAttempts(String account, String service) {
        return meters.counter(
                "telltale.callback.last.attempts", "account", account, "service", service);
    }

    private Counter textMissing(String account) {
        return meters.counter("telltale.callback.text.missing", "account", account);
    }

    private Counter received(String account, String service, String result) {
        return meters.counter(
                "telltale.callback.received",
                "account",
                account,
                "service",
                service,
                "result",
                result);
    }

    private static String tag(CallbackResult result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

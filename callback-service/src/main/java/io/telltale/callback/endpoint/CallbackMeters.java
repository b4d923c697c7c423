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

    private static final String NOBODY = "-";
    private static final String STRANGER = "stranger";
    private static final String NO_ROOM = "no-room";

    private final MeterRegistry meters;
    private final UnrecognizedIdMeter unfitIds;

    /** Every counter exists from the start, at 0: a rate needs the value before the first count. */
    CallbackMeters(MeterRegistry meters, UnrecognizedIdMeter unfitIds, CallbackSettings settings) {
        this.meters = meters;
        this.unfitIds = unfitIds;
        received(NOBODY, NOBODY, STRANGER);
        received(NOBODY, NOBODY, NO_ROOM);
        for (var account : settings.accounts()) {
            textMissing(account);
            otherDevices(account);
            for (var service : CallbackHandlers.SERVICES) {
                lastAttempts(account, service);
                for (var result : CallbackResult.values()) {
                    received(account, service, word(result));
                }
            }
        }
    }

    /** An id that fits nothing and was left out of a row. */
    void unfit(String account, UnrecognizedId id) {
        unfitIds.count(account, id.kind(), id.form());
    }

    /** A callback from an address or for an account that is not ours. */
    void stranger() {
        received(NOBODY, NOBODY, STRANGER).increment();
    }

    /** A callback whose body there was no room for. */
    void noRoom() {
        received(NOBODY, NOBODY, NO_ROOM).increment();
    }

    /** A callback that was read, and what became of it. */
    void received(String account, String service, CallbackResult result) {
        received(account, service, word(result)).increment();
        if (result == CallbackResult.TEXT_MISSING) {
            textMissing(account).increment();
        }
    }

    /** A callback named so many devices instead of the one that was asked for. */
    void otherDevices(String account, int number) {
        otherDevices(account).increment(number);
    }

    private Counter otherDevices(String account) {
        return meters.counter("telltale.callback.other.devices", "account", account);
    }

    /** A callback that will not come again. */
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

    private static String word(CallbackResult result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.telltale.callback.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.telltale.providers.thingspace.UnfitId;
import io.telltale.service.meter.UnfitIdMeter;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts callbacks. Tags hold configured accounts and known services only, never what was sent. */
@Singleton
final class CallbackMeters {

    private static final String RECEIVED = "telltale.callback.received";
    private static final String NOBODY = "-";

    private final MeterRegistry meters;
    private final UnfitIdMeter unfitIds;

    CallbackMeters(MeterRegistry meters, UnfitIdMeter unfitIds) {
        this.meters = meters;
        this.unfitIds = unfitIds;
    }

    /** An id that fits nothing and was left out of a row. */
    void unfit(String account, UnfitId id) {
        unfitIds.count(account, id.kind(), id.form());
    }

    /** A callback from an address or for an account that is not ours. */
    void stranger() {
        count(RECEIVED, NOBODY, NOBODY, "stranger");
    }

    /** A callback whose body there was no room for. */
    void noRoom() {
        count(RECEIVED, NOBODY, NOBODY, "no-room");
    }

    /** A callback that was read, and what became of it. */
    void received(String account, String service, Result result) {
        var word = result.name().toLowerCase(Locale.ROOT).replace('_', '-');
        count(RECEIVED, account, service, word);
        if (result == Result.TEXT_MISSING) {
            meters.counter("telltale.callback.text.missing", "account", account).increment();
        }
    }

    /** A callback that will not come again. */
    void lastAttempt(String account, String service) {
        meters.counter("telltale.callback.last.attempts", "account", account, "service", service)
                .increment();
    }

    private void count(String meter, String account, String service, String result) {
        meters.counter(meter, "account", account, "service", service, "result", result).increment();
    }
}

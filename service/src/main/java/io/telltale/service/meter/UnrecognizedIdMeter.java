package io.telltale.service.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.telltale.service.log.LogRateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts ids of devices that fit no kind and were left out of a provider's row, and logs each form
 * at most once an hour. Safe for several threads.
 */
@Singleton
public final class UnrecognizedIdMeter {

    static final String NAME = "telltale.refs.unfit";

    private static final Logger LOG = LoggerFactory.getLogger(UnrecognizedIdMeter.class);
    private static final int MOST_FORMS = 1_000;

    private final MeterRegistry meters;
    private final LogRateLimit<Form> limit;

    private record Form(String account, String kind, String form) {}

    /** Counts in this registry. */
    @Inject
    public UnrecognizedIdMeter(MeterRegistry meters) {
        this(meters, System::nanoTime);
    }

    UnrecognizedIdMeter(MeterRegistry meters, LongSupplier nanoTime) {
        this.meters = meters;
        this.limit = new LogRateLimit<>(Duration.ofHours(1), MOST_FORMS, nanoTime);
    }

    /**
     * Counts one.
     *
     * @param account configured account that named the device
     * @param kind one of a few words
     * @param form what the id looks like; nothing of the id itself
     */
    public void count(String account, String kind, String form) {
        meters.counter(NAME, "account", account, "kind", kind).increment();
        if (limit.due(new Form(account, kind, form)).isPresent()) {
            LOG.warn(
                    "left out an id of a device of account {}: expected a {} id, was of the form"
                            + " '{}'; the row's other ids are kept",
                    account,
                    kind,
                    form);
        }
    }
}

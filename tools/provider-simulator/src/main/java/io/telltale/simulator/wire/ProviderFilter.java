package io.telltale.simulator.wire;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.settings.Settings;
import io.telltale.simulator.switches.Switches;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The first thing every provider request meets: it gets its number, and perhaps a fault. */
@ServerFilter({"/api/**", "/beta/**", "/consumers/**"})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProviderFilter {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Switches switches;
    private final ErrorShapes shapes;
    private final AtomicLong requests;
    private final Random random;

    ProviderFilter(Switches switches, ErrorShapes shapes, Ledger ledger, Settings settings) {
        this.switches = switches;
        this.shapes = shapes;
        this.requests = new AtomicLong(ledger.lastRequest());
        this.random = new Random(settings.seed());
    }

    /** Returns the fault that was drawn, or null to let the request through. */
    @RequestFilter
    @Nullable HttpResponse<?> number(HttpRequest<?> request) {
        request.setAttribute(RequestNumber.ATTRIBUTE, requests.incrementAndGet());
        var faults = switches.faults();
        if (draws(faults.http429())) {
            var answer = shapes.refuse(request.getPath(), HttpStatus.TOO_MANY_REQUESTS);
            return random.nextBoolean()
                    ? answer.header("Retry-After", RETRY_AFTER_SECONDS)
                    : answer;
        }
        return draws(faults.http500())
                ? shapes.refuse(request.getPath(), HttpStatus.INTERNAL_SERVER_ERROR)
                : null;
    }

    private boolean draws(double share) {
        return share > 0 && random.nextDouble() < share;
    }
}

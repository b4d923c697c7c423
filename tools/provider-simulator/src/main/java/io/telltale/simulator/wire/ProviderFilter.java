package io.telltale.simulator.wire;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The outermost filter of the providers' paths: a request gets its number and faults here, and its
 * changes are on the disk before its answer leaves.
 */
@ServerFilter({"/api/**", "/beta/**", "/consumers/**", "/common/**"})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProviderFilter {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Switches switches;
    private final Providers providers;
    private final RequestLog log;
    private final Journal journal;
    private final AtomicLong requests;
    private final long seed;

    ProviderFilter(
            Switches switches,
            Providers providers,
            RequestLog log,
            Journal journal,
            Ledger ledger,
            SimulatorSettings settings) {
        this.switches = switches;
        this.providers = providers;
        this.log = log;
        this.journal = journal;
        this.requests = new AtomicLong(ledger.lastRequest());
        this.seed = settings.seed();
    }

    /** Returns the fault that comes before any effect, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> arrives(HttpRequest<?> request) {
        var number = requests.incrementAndGet();
        var draw = DrawnFaults.of(seed, number, signsIn(request), switches.faults());
        request.setAttribute(RequestNumber.ATTRIBUTE, number);
        request.setAttribute(DrawnFaults.ATTRIBUTE, draw);
        log.arrived(request, number, draw);
        var fault = faultBefore(request, draw);
        if (fault != null) {
            log.answered(request, fault.code());
        }
        return fault;
    }

    private boolean signsIn(HttpRequest<?> request) {
        return providers.of(request).filter(each -> each.signsIn(request.getPath())).isPresent();
    }

    private @Nullable MutableHttpResponse<?> faultBefore(HttpRequest<?> request, DrawnFaults draw) {
        if (draw.refused()) {
            var answer = providers.refuse(request, HttpStatus.TOO_MANY_REQUESTS);
            return draw.hasRetryAfter()
                    ? answer.header("Retry-After", RETRY_AFTER_SECONDS)
                    : answer;
        }
        if (draw.forbidden()) {
            return providers.refuse(request, HttpStatus.FORBIDDEN);
        }
        return draw.isWithoutEffect() ? failure(request) : null;
    }

    private MutableHttpResponse<byte[]> failure(HttpRequest<?> request) {
        return providers.refuse(request, HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /** Puts the faults that come after the effect into the answer. */
    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> leaves(HttpRequest<?> request, MutableHttpResponse<?> answer)
            throws InterruptedException {
        journal.settle();
        var draw = DrawnFaults.of(request);
        if (draw.isWithoutEffect()) {
            return answer;
        }
        if (draw.slow()) {
            TimeUnit.NANOSECONDS.sleep(switches.quirks().wire().slowDelay().toNanos());
        }
        var left = draw.failed() ? failure(request) : answer;
        log.answered(request, left.code());
        return draw.truncated() ? CutAnswer.of(request, left, draw) : left;
    }
}

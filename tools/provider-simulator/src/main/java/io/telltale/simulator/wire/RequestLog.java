package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The requests that arrived on the providers' paths: the last half million, in memory. */
@Singleton
public final class RequestLog {

    private static final int MOST = 500_000;
    private static final String ATTRIBUTE = "io.telltale.simulator.line";

    private final Clock clock;
    private final Providers providers;
    private final Deque<AtomicReference<Line>> lines = new ArrayDeque<>();

    RequestLog(Clock clock, Providers providers) {
        this.clock = clock;
        this.providers = providers;
    }

    /**
     * A request.
     *
     * @param application null when the request has no application's credentials
     * @param account of the request's credentials: a project of Xtremepush or an account of Graph
     * @param status 0 until it is answered
     * @param fault that hit it; null for none
     */
    public record Line(
            long n,
            Instant at,
            @Nullable String application,
            @Nullable String account,
            String method,
            String path,
            int status,
            @Nullable String fault) {

        private Line answered(int code) {
            return new Line(n, at, application, account, method, path, code, fault);
        }
    }

    /** Adds a request at its arrival. */
    void arrived(HttpRequest<?> request, long n, DrawnFaults draw) {
        var provider = providers.of(request);
        var body = RequestBody.of(request);
        var line =
                new AtomicReference<>(
                        new Line(
                                n,
                                clock.instant(),
                                provider.flatMap(each -> each.application(request)).orElse(null),
                                provider.flatMap(each -> each.account(request, body)).orElse(null),
                                request.getMethodName(),
                                request.getPath(),
                                0,
                                draw.fault()));
        request.setAttribute(ATTRIBUTE, line);
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > MOST) {
                lines.removeFirst();
            }
        }
    }

    /** Adds the status of a request's answer. */
    void answered(HttpRequest<?> request, int status) {
        request.getAttribute(ATTRIBUTE, AtomicReference.class)
                .ifPresent(line -> answered(line, status));
    }

    @SuppressWarnings("unchecked")
    private static void answered(AtomicReference<?> line, int status) {
        ((AtomicReference<Line>) line).updateAndGet(each -> each.answered(status));
    }

    /** The requests, oldest first. */
    public List<Line> lines() {
        synchronized (lines) {
            return lines.stream().map(AtomicReference::get).toList();
        }
    }
}

package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that the providers' paths got: the last half million, in memory. */
@Singleton
public final class RequestLog {

    private static final int MOST = 500_000;

    private final Clock clock;
    private final List<Applications> applications;
    private final Deque<Entry> entries = new ArrayDeque<>();

    RequestLog(Clock clock, List<Applications> applications) {
        this.clock = clock;
        this.applications = List.copyOf(applications);
    }

    /** A request; its answer is known once it has one. */
    private static final class Entry {

        private final Instant at;
        private final long n;
        private final @Nullable String application;
        private final String method;
        private final String path;
        private final @Nullable String fault;
        private volatile int status;

        private Entry(
                long n,
                Instant at,
                @Nullable String application,
                HttpRequest<?> request,
                @Nullable String fault) {
            this.n = n;
            this.at = at;
            this.application = application;
            this.method = request.getMethodName();
            this.path = request.getPath();
            this.fault = fault;
        }
    }

    /**
     * A request as it is told.
     *
     * @param application null when no application's credentials came with it
     * @param status 0 until it is answered
     * @param fault what hit it; null for nothing
     */
    public record Line(
            long n,
            Instant at,
            @Nullable String application,
            String method,
            String path,
            int status,
            @Nullable String fault) {}

    /** Notes a request at its arrival. */
    void arrived(HttpRequest<?> request, long n, Draw draw) {
        var application =
                applications.stream()
                        .flatMap(each -> each.of(request).stream())
                        .findFirst()
                        .orElse(null);
        var entry = new Entry(n, clock.instant(), application, request, draw.fault().orElse(null));
        request.setAttribute(Entry.class.getName(), entry);
        synchronized (entries) {
            entries.addLast(entry);
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    /** Notes how a request is answered. */
    void answered(HttpRequest<?> request, int status) {
        request.getAttribute(Entry.class.getName(), Entry.class)
                .ifPresent(entry -> entry.status = status);
    }

    /** What is remembered, oldest first. */
    public List<Line> lines() {
        synchronized (entries) {
            return entries.stream().map(RequestLog::line).toList();
        }
    }

    private static Line line(Entry entry) {
        return new Line(
                entry.n,
                entry.at,
                entry.application,
                entry.method,
                entry.path,
                entry.status,
                entry.fault);
    }
}

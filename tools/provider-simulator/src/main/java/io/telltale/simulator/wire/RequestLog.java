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
    private final List<AccountNames> accounts;
    private final Deque<Entry> entries = new ArrayDeque<>();

    RequestLog(Clock clock, List<Applications> applications, List<AccountNames> accounts) {
        this.clock = clock;
        this.applications = List.copyOf(applications);
        this.accounts = List.copyOf(accounts);
    }

    /** A request; its answer is known once it has one. */
    private static final class Entry {

        private final Instant at;
        private final long n;
        private final @Nullable String application;
        private final @Nullable String account;
        private final String method;
        private final String path;
        private final @Nullable String fault;
        private volatile int status;

        private Entry(
                long n,
                Instant at,
                @Nullable String application,
                @Nullable String account,
                HttpRequest<?> request,
                @Nullable String fault) {
            this.n = n;
            this.at = at;
            this.application = application;
            this.account = account;
            this.method = request.getMethodName();
            this.path = request.getPath();
            this.fault = fault;
        }
    }

    /**
     * A request as it is told.
     *
     * @param application null when no application's credentials came with it
     * @param account the project of Xtremepush or the account of Graph that it is for, if it says
     *     so
     * @param status 0 until it is answered
     * @param fault what hit it; null for nothing
     */
    public record Line(
            long n,
            Instant at,
            @Nullable String application,
            @Nullable String account,
            String method,
            String path,
            int status,
            @Nullable String fault) {}

    /** Notes a request at its arrival. */
    void arrived(HttpRequest<?> request, long n, DrawnFaults draw) {
        var application =
                applications.stream()
                        .flatMap(each -> each.of(request).stream())
                        .findFirst()
                        .orElse(null);
        var entry =
                new Entry(
                        n,
                        clock.instant(),
                        application,
                        account(request),
                        request,
                        draw.fault().orElse(null));
        request.setAttribute(Entry.class.getName(), entry);
        synchronized (entries) {
            entries.addLast(entry);
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    private @Nullable String account(HttpRequest<?> request) {
        var path = request.getPath();
        return accounts.stream()
                .filter(each -> each.covers(path))
                .flatMap(each -> each.of(request, RequestBody.of(request)).stream())
                .findFirst()
                .orElse(null);
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
                entry.account,
                entry.method,
                entry.path,
                entry.status,
                entry.fault);
    }
}

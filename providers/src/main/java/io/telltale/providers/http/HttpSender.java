package io.telltale.providers.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.telltale.providers.page.Answer;
import io.telltale.providers.proxy.ProxyRoute;
import io.telltale.providers.proxy.ProxySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to one host. Blocking, meant for virtual threads; safe for several at once.
 *
 * <p>The time limit covers the whole answer, so that a body that trickles ends too. HTTP/1.1 only:
 * some gateways fail on an offer to upgrade.
 */
public final class HttpSender implements AutoCloseable {

    private final URI base;
    private final SendLimits limits;
    private final ResponseClassifier statuses;
    private final RequestBudget budget;
    private final ProxyRoute route;
    private final HttpClient client;

    /**
     * A sender.
     *
     * @param base scheme, host, port and perhaps a path that goes before every path; no other host
     *     is ever called
     * @param budget every request passes it; may be shared with other senders of the account
     * @param proxies decide how the host is reached
     */
    public HttpSender(
            URI base, SendLimits limits, Clock clock, RequestBudget budget, ProxySettings proxies) {
        this.base = base;
        this.limits = limits;
        this.budget = budget;
        this.statuses = new ResponseClassifier(clock);
        this.route = proxies.to(base);
        this.client =
                route.applyTo(HttpClient.newBuilder())
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.connect())
                        .build();
    }

    /**
     * Waits for the budget, sends the request and waits for its answer. Got is any HTTP 2xx; no
     * redirect is followed.
     */
    public Answer<HttpReply> send(HttpCall call) {
        try {
            var request = request(call);
            return heldBack(call).orElseGet(() -> sendAndWait(call, request));
        } catch (IllegalArgumentException e) { // its message quotes the header
            return new Answer.Unavailable<>(call + ": a header or the address cannot be sent");
        }
    }

    /**
     * Empty when the request may leave. Its permit may end while it waits, and soon, so it goes
     * before requests without one.
     */
    private Optional<Answer<HttpReply>> heldBack(HttpCall call) {
        try {
            var urgent = call.permit().isPresent();
            var away = call.maySend() ? budget.await(urgent) : Optional.<Duration>empty();
            if (away.isPresent()) {
                return Optional.of(new Answer.Throttled<>(away.get()));
            }
            return call.maySend()
                    ? Optional.empty()
                    : Optional.of(
                            new Answer.Unavailable<>(call + ": not sent, its permit has ended"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Answer.Unavailable<>(call + ": interrupted before it was sent"));
        }
    }

    private Answer<HttpReply> sendAndWait(HttpCall call, HttpRequest request) {
        var current = ResponseMemoryBudget.current();
        if (current.isPresent()) {
            return sendAndWait(call, request, current.get());
        }
        try (var own = new ResponseMemoryBudget.Lease()) {
            return sendAndWait(call, request, own);
        }
    }

    private Answer<HttpReply> sendAndWait(
            HttpCall call, HttpRequest request, ResponseMemoryBudget.Lease lease) {
        var sent =
                client.sendAsync(
                        request, _ -> new BoundedBody(limits.bodyBytes(), limits.memory(), lease));
        try {
            var response = sent.get(limits.total().toMillis(), MILLISECONDS);
            return route.refusal(response)
                    .<Answer<HttpReply>>map(why -> new Answer.Unavailable<>(call + ": " + why))
                    .orElseGet(() -> sorted(call.hiding(route.secrets()), response));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.Unavailable<>(
                    "%s: no whole answer within %s%s".formatted(call, limits.total(), route.via()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sent.cancel(true);
            return new Answer.Unavailable<>(call + ": interrupted");
        } catch (ExecutionException e) {
            return failure(call, e);
        }
    }

    /**
     * Holds the whole account back, as a 429 would: the provider reported too many requests in the
     * body of a success.
     *
     * @return how long from now
     */
    public Duration hold() {
        return budget.hold();
    }

    /** A wait that the provider asks for holds the whole account. */
    private Answer<HttpReply> sorted(HttpCall call, HttpResponse<byte[]> response) {
        return switch (statuses.throttle(response)) {
            case ThrottleRequest.Asked(var wait) -> {
                budget.hold(wait);
                yield new Answer.Throttled<>(wait);
            }
            case ThrottleRequest.AskedWithoutTime() -> new Answer.Throttled<>(budget.hold());
            case ThrottleRequest.NotAsked() -> {
                var answer = statuses.answer(call, response);
                if (!(answer instanceof Answer.Unavailable<HttpReply>)) {
                    budget.answered();
                }
                yield answer;
            }
        };
    }

    private Answer<HttpReply> failure(HttpCall call, ExecutionException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        if (tooLarge(cause)) {
            return new Answer.Unreadable<>(
                    new byte[0],
                    "%s: expected at most %d bytes".formatted(call, limits.bodyBytes()));
        }
        var why =
                route.explain(cause)
                        .orElseGet(() -> cause.getClass().getSimpleName() + route.via());
        return new Answer.Unavailable<>("%s: %s".formatted(call, why));
    }

    private static boolean tooLarge(Throwable cause) {
        return cause instanceof BoundedBody.TooLargeException
                || cause.getCause() instanceof BoundedBody.TooLargeException;
    }

    private HttpRequest request(HttpCall call) {
        var body = call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
        var request =
                HttpRequest.newBuilder(URI.create(base + call.pathAndQuery()))
                        .method(call.method(), body)
                        .timeout(limits.total());
        call.headers().forEach(request::header);
        return route.applyTo(request).build();
    }

    /** Ends requests on the way with Unavailable. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}

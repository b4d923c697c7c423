package io.telltale.poller.poll.thingspace;

import io.telltale.providers.proxy.ProxyRoute;
import io.telltale.providers.proxy.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the address at which the provider calls back: a history that is requested before it is
 * reachable is lost, since callbacks are not repeated. Any HTTP status is an answer, since
 * strangers are refused; a status that a proxy may have made is none, since the provider's calls do
 * not pass it. An address that only the provider reaches never answers us: after 5 min it counts as
 * open, and a warning names it.
 *
 * <p>Once open it stays so. For any number of threads; one of them tries at a time.
 */
public final class CallbackAddress implements CallbackReadiness {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackAddress.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(2);

    private final URI address;
    private final Clock clock;
    private final ProxyRoute route;
    private final HttpClient http;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile boolean open;
    private Optional<Instant> triedFirst = Optional.empty();
    private volatile String lastFailure = "";

    /**
     * Not tried yet.
     *
     * @param address of one listener, as the provider has it
     * @param proxies decide how it is reached, as they do for providers
     */
    public CallbackAddress(URI address, Clock clock, ProxySettings proxies) {
        this.address = address;
        this.clock = clock;
        this.route = proxies.to(address);
        this.http =
                route.applyTo(HttpClient.newBuilder())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(LONGEST_TRY)
                        .build();
    }

    /** Tries it where that is not known; takes 2 s at most. */
    @Override
    public boolean isOpen() {
        if (!open && trying.tryLock()) {
            try {
                open = open || answers() || isGivenUp();
            } finally {
                trying.unlock();
            }
        }
        return open;
    }

    @Override
    public String waitingFor() {
        var failure = lastFailure;
        return "an answer of the callback address %s%s"
                .formatted(address, failure.isEmpty() ? "" : ": " + failure);
    }

    private boolean isGivenUp() {
        var now = clock.instant();
        var first = triedFirst.orElse(now);
        triedFirst = Optional.of(first);
        if (now.isBefore(first.plus(PATIENCE))) {
            return false;
        }
        LOG.warn(
                "the callback address {} did not answer in {} ({}); histories are asked for all the"
                        + " same, and come only if the provider reaches it",
                address,
                PATIENCE,
                lastFailure);
        return true;
    }

    private boolean answers() {
        var request = route.applyTo(HttpRequest.newBuilder(address)).timeout(LONGEST_TRY).build();
        try {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (route.mayBeOfProxy(status)) {
                lastFailure = "HTTP %d through a proxy".formatted(status);
                return false;
            }
            LOG.info("the callback address {} answers, with {}", address, status);
            return true;
        } catch (IOException e) {
            lastFailure = route.explain(e).orElseGet(() -> e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

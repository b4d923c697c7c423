package io.telltale.poller.poll;

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
 * The address at which the provider calls us back, tried from here: a history that is asked for
 * before anybody listens there is told to nobody, and not told again. Any HTTP status is an answer,
 * since a stranger is refused. An address that only the provider reaches never answers us: after 5
 * min it counts as open, and a warning names it.
 *
 * <p>Once open it stays so. For any number of threads; one of them tries at a time.
 */
public final class CallbackAddress implements SmsHistoryPoll.Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackAddress.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(2);

    private final URI address;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST_TRY).build();
    private final ReentrantLock trying = new ReentrantLock();
    private volatile boolean open;
    private Optional<Instant> triedFirst = Optional.empty();

    /**
     * Not tried yet.
     *
     * @param address of one listener, as the provider has it
     */
    public CallbackAddress(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
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
        return "an answer of the callback address %s".formatted(address);
    }

    private boolean isGivenUp() {
        var now = clock.instant();
        var first = triedFirst.orElse(now);
        triedFirst = Optional.of(first);
        if (now.isBefore(first.plus(PATIENCE))) {
            return false;
        }
        LOG.warn(
                "the callback address {} did not answer in {}; histories are asked for all the same,"
                        + " and come only if the provider reaches it",
                address,
                PATIENCE);
        return true;
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(address).timeout(LONGEST_TRY).build();
        try {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            LOG.info("the callback address {} answers, with {}", address, status);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.telltale.simulator.thingspace;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.switches.Quirks;
import io.telltale.simulator.switches.Switches;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers callbacks by the retry schedule in force, each on a thread of its own.
 *
 * <p>What is owed is on the disk before the request that asked for it is answered, and delivered
 * from the first attempt on after a restart: a callback may come too often, never too seldom.
 */
@Singleton
final class CallbackCourier {

    private static final Logger log = LoggerFactory.getLogger(CallbackCourier.class);
    private static final String OWED = "thingspace-callback-owed";
    private static final String SETTLED = "thingspace-callback-settled";
    private static final Duration DOCUMENTED_PAUSE = Duration.ofMinutes(5);
    private static final int DOCUMENTED_RETRIES = 3;
    private static final int MEASURED_RETRIES = 1;

    private final Journal journal;
    private final Ledger ledger;
    private final Listeners listeners;
    private final ListenerCall call;
    private final Switches switches;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopping = new CountDownLatch(1);

    CallbackCourier(
            Journal journal,
            Ledger ledger,
            Listeners listeners,
            ListenerCall call,
            Switches switches) {
        this.journal = journal;
        this.ledger = ledger;
        this.listeners = listeners;
        this.call = call;
        this.switches = switches;
        resume();
    }

    private record Settled(String requestId) {}

    /** Promises a callback; it goes out after the delay in force. */
    void owe(OwedCallback owed) {
        journal.append(new Journal.Entry(OWED, owed));
        deliveries.execute(() -> deliver(owed));
    }

    private void resume() {
        var open = new LinkedHashMap<String, OwedCallback>();
        journal.replay(OWED, OwedCallback.class).forEach(owed -> open.put(owed.requestId(), owed));
        journal.replay(SETTLED, Settled.class).forEach(settled -> open.remove(settled.requestId()));
        open.values().forEach(owed -> deliveries.execute(() -> deliver(owed)));
    }

    private void deliver(OwedCallback owed) {
        try {
            if (completes(owed)) {
                journal.append(new Journal.Entry(SETTLED, new Settled(owed.requestId())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("callback {} failed", owed.requestId(), e);
        }
    }

    /**
     * Follows the schedule to its end; false when the simulator stops before, and it stays owed.
     */
    private boolean completes(OwedCallback owed) throws InterruptedException {
        var quirks = switches.quirks();
        if (stopsWithin(quirks.callbackDelay())) {
            return false;
        }
        var attempt = 1;
        while (!attempt(owed, attempt) && attempt <= retries(quirks)) {
            if (stopsWithin(pause(quirks))) {
                return false;
            }
            attempt++;
        }
        if (owed.repeats()) {
            if (stopsWithin(quirks.callbackPause())) {
                return false;
            }
            attempt(owed, attempt + 1);
        }
        return !stopsWithin(Duration.ZERO);
    }

    /**
     * A pause that ends early when the simulator stops. Not an interrupt: that would close files.
     */
    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean attempt(OwedCallback owed, int attempt) throws InterruptedException {
        var listener = listeners.find(owed.source().account(), owed.service());
        if (listener.isEmpty()) {
            log.warn("callback {} has no listener", owed.requestId());
            return false;
        }
        var status = call.send(listener.get(), CallbackBody.of(owed, listener.get(), attempt));
        log.info("callback {} attempt {}: {}", owed.requestId(), attempt, status);
        if (!status.isAcceptance()) {
            return false;
        }
        ledger.acknowledge(owed.source(), owed.identities());
        return true;
    }

    private static int retries(Quirks quirks) {
        return switch (quirks.callbackRetries()) {
            case MEASURED -> MEASURED_RETRIES;
            case DOCUMENTED -> DOCUMENTED_RETRIES;
        };
    }

    private static Duration pause(Quirks quirks) {
        return switch (quirks.callbackRetries()) {
            case MEASURED -> quirks.callbackPause();
            case DOCUMENTED -> DOCUMENTED_PAUSE;
        };
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
        call.stop();
        deliveries.close();
    }
}

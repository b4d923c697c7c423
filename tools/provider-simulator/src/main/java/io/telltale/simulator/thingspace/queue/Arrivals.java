package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.thingspace.callback.CallbackCourier;
import io.telltale.simulator.thingspace.callback.Listeners;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers live messages to their listener when they arrive; without one they go to the queue, unless
 * they lie there anyway.
 */
@Singleton
public final class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final String OFFERED = "thingspace-live-offered";
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Fleet fleet;
    private final SmsQueue queue;
    private final MessageCallbacks callbacks;
    private final Listeners listeners;
    private final CallbackCourier courier;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Integer> offered = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watch = Thread.ofVirtual().name("arrivals").unstarted(this::watch);

    Arrivals(
            Fleet fleet,
            SmsQueue queue,
            MessageCallbacks callbacks,
            Listeners listeners,
            CallbackCourier courier,
            Journal journal,
            Clock clock) {
        this.fleet = fleet;
        this.queue = queue;
        this.callbacks = callbacks;
        this.listeners = listeners;
        this.courier = courier;
        this.journal = journal;
        this.clock = clock;
        journal.replay(OFFERED, Offered.class)
                .forEach(until -> offered.put(until.account(), until.number()));
        watch.start();
    }

    /** All messages of the account up to a number have been offered. */
    private record Offered(String account, int number) {}

    private void watch() {
        try {
            while (!stopping.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                fleet.thingSpace().forEach(this::look);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("messages no longer arrive", e);
        }
    }

    private void look(ThingSpaceAccount account) {
        var before = offered.getOrDefault(account.name(), 0);
        var arrived = account.messages().arrivedBy(clock.instant());
        var live = new ArrayList<Integer>();
        for (var number = before + 1; number <= arrived; number++) {
            if (account.messages().offeredLive(number)) {
                live.add(number);
            }
        }
        if (!live.isEmpty()) {
            offer(account, live);
            journal.append(new Journal.Entry(OFFERED, new Offered(account.name(), arrived)));
        }
        offered.put(account.name(), arrived);
    }

    private void offer(ThingSpaceAccount account, List<Integer> live) {
        if (listeners.find(account.name(), MessageCallbacks.SERVICE).isPresent()) {
            callbacks.offer(account, live);
        } else {
            queue.add(
                    account.name(),
                    live.stream()
                            .filter(number -> !account.messages().alwaysQueued(number))
                            .toList());
        }
    }

    /** How many callbacks have a schedule that is not over. */
    public int callbacksOpen() {
        return courier.open();
    }

    /** How many messages lie in the queue of each account. */
    public Map<String, Integer> queued() {
        var queued = new LinkedHashMap<String, Integer>();
        fleet.thingSpace()
                .forEach(account -> queued.put(account.name(), queue.size(account.name())));
        return queued;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        watch.join();
    }
}

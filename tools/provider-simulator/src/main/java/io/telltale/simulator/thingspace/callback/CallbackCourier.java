package io.telltale.simulator.thingspace.callback;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.switches.Switches;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers callbacks by the retry schedule in force, each on a thread of its own.
 *
 * <p>What is owed is on the disk before the request that asked for it is answered, and delivered
 * from the first attempt on after a restart: a callback may come too often, never too seldom.
 */
@Singleton
public final class CallbackCourier {

    private static final Logger log = LoggerFactory.getLogger(CallbackCourier.class);
    private static final String OWED = "thingspace-callback";
    private static final String SETTLED = "thingspace-callback-over";

    private final Journal journal;
    private final Ledger ledger;
    private final CallbackSchedule schedule;
    private final Switches switches;
    private final List<CallbackEnd> ends;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger open = new AtomicInteger();

    CallbackCourier(
            Journal journal,
            Ledger ledger,
            CallbackSchedule schedule,
            Switches switches,
            List<CallbackEnd> ends) {
        this.journal = journal;
        this.ledger = ledger;
        this.schedule = schedule;
        this.switches = switches;
        this.ends = List.copyOf(ends);
        resume();
    }

    private record Settled(String id) {}

    /** Promises a callback; it goes out after the delay in force. */
    public void owe(PendingCallback owed) {
        owe(List.of(owed));
    }

    /** Promises callbacks together; each goes out after the delay in force. */
    public void owe(List<PendingCallback> owed) {
        journal.append(owed.stream().map(each -> new Journal.Entry(OWED, each)).toList());
        owed.forEach(each ->
                start(
                        each,
                        switches.quirks().callback().callbackDelay(),
                        new CompletableFuture<>()));
    }

    /** Promises a callback and returns after its first attempt. */
    public void tellAtOnce(PendingCallback owed) {
        journal.append(new Journal.Entry(OWED, owed));
        var attempted = new CompletableFuture<Void>();
        start(owed, Duration.ZERO, attempted);
        attempted.join();
    }

    /** How many callbacks are owed whose schedule is not over. */
    public int open() {
        return open.get();
    }

    private void resume() {
        var left = new LinkedHashMap<String, PendingCallback>();
        journal.replay(OWED, PendingCallback.class).forEach(owed -> left.put(owed.id(), owed));
        journal.replay(SETTLED, Settled.class).forEach(settled -> left.remove(settled.id()));
        new ArrayList<>(left.values())
                .forEach(owed ->
                        start(
                                owed,
                                switches.quirks().callback().callbackDelay(),
                                new CompletableFuture<>()));
    }

    private void start(PendingCallback owed, Duration delay, CompletableFuture<Void> attempted) {
        open.incrementAndGet();
        deliveries.execute(() -> deliver(owed, delay, attempted));
    }

    private void deliver(PendingCallback owed, Duration delay, CompletableFuture<Void> attempted) {
        try {
            journal.settle();
            var end = schedule.follow(owed, delay, () -> accepted(owed), attempted);
            switch (end) {
                case ACCEPTED -> over(owed);
                case FAILED -> {
                    ends.forEach(each -> each.failed(owed));
                    over(owed);
                }
                case STOPPED -> log.debug("callback {} stays owed", owed.id());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("callback {} failed", owed.id(), e);
        } finally {
            attempted.complete(null);
            open.decrementAndGet();
        }
    }

    private void accepted(PendingCallback owed) {
        ledger.acknowledge(owed.rows());
        ends.forEach(each -> each.accepted(owed));
    }

    private void over(PendingCallback owed) {
        journal.append(new Journal.Entry(SETTLED, new Settled(owed.id())));
    }

    @PreDestroy
    void stop() {
        schedule.stop();
        deliveries.close();
    }
}

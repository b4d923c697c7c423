package io.telltale.simulator.thingspace.callback;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.switches.Switches;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
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
 * <p>A promise is on the disk before its request is answered, and is delivered from the first
 * attempt on after a restart: at least once.
 */
@Singleton
public final class CallbackCourier {

    private static final Logger log = LoggerFactory.getLogger(CallbackCourier.class);
    private static final String PROMISED = "thingspace-callback";
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
    public void promise(PendingCallback pending) {
        promise(List.of(pending));
    }

    /** Promises callbacks together; each goes out after the delay in force. */
    public void promise(List<PendingCallback> pending) {
        journal.append(pending.stream().map(each -> new Journal.Entry(PROMISED, each)).toList());
        pending.forEach(this::start);
    }

    /** Promises a callback and returns after its first attempt. */
    public void sendAtOnce(PendingCallback pending) {
        journal.append(new Journal.Entry(PROMISED, pending));
        var attempted = new CompletableFuture<Void>();
        start(pending, Duration.ZERO, attempted);
        attempted.join();
    }

    /** How many callbacks have a schedule that is not over. */
    public int open() {
        return open.get();
    }

    private void resume() {
        var left = new LinkedHashMap<String, PendingCallback>();
        journal.replay(PROMISED, PendingCallback.class).forEach(each -> left.put(each.id(), each));
        journal.replay(SETTLED, Settled.class).forEach(settled -> left.remove(settled.id()));
        List.copyOf(left.values()).forEach(this::start);
    }

    private void start(PendingCallback pending) {
        var delay = switches.quirks().callback().callbackDelay();
        start(pending, delay, new CompletableFuture<>());
    }

    private void start(PendingCallback pending, Duration delay, CompletableFuture<Void> attempted) {
        open.incrementAndGet();
        deliveries.execute(() -> deliver(pending, delay, attempted));
    }

    private void deliver(
            PendingCallback pending, Duration delay, CompletableFuture<Void> attempted) {
        try {
            journal.settle();
            var end = schedule.follow(pending, delay, () -> accepted(pending), attempted);
            switch (end) {
                case ACCEPTED -> over(pending);
                case FAILED -> {
                    ends.forEach(each -> each.failed(pending));
                    over(pending);
                }
                case STOPPED -> log.debug("callback {} stays pending", pending.id());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("callback {} failed", pending.id(), e);
        } finally {
            attempted.complete(null);
            open.decrementAndGet();
        }
    }

    private void accepted(PendingCallback pending) {
        ledger.acknowledge(pending.rows());
        ends.forEach(each -> each.accepted(pending));
    }

    private void over(PendingCallback pending) {
        journal.append(new Journal.Entry(SETTLED, new Settled(pending.id())));
    }

    @PreDestroy
    void stop() {
        schedule.stop();
        deliveries.close();
    }
}

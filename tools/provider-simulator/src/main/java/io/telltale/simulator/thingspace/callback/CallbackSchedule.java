package io.telltale.simulator.thingspace.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.CallbackQuirks;
import io.telltale.simulator.switches.CallbackQuirks.CallbackRetries;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.WireText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of a callback: after its delay, again after a refusal, and once more after it was
 * accepted if it repeats or a fault repeats it.
 */
@Singleton
final class CallbackSchedule {

    private static final Logger log = LoggerFactory.getLogger(CallbackSchedule.class);
    private static final Duration DOCUMENTED_PAUSE = Duration.ofMinutes(5);
    private static final int DOCUMENTED_RETRIES = 3;
    private static final int MEASURED_RETRIES = 1;
    private static final int LONGEST_HOLD_MILLIS = 3_000;

    /** Attempts in all of ThingSpace's examples. */
    private static final int THRESHOLD = 4;

    private final Listeners listeners;
    private final ListenerCall call;
    private final WireText text;
    private final Switches switches;
    private final long seed;
    private final CountDownLatch stopping = new CountDownLatch(1);

    CallbackSchedule(
            Listeners listeners,
            ListenerCall call,
            WireText text,
            Switches switches,
            SimulatorSettings settings) {
        this.listeners = listeners;
        this.call = call;
        this.text = text;
        this.switches = switches;
        this.seed = settings.seed();
    }

    /** How a schedule ends. */
    enum End {
        ACCEPTED,
        FAILED,
        /** The simulator stops; the callback stays pending. */
        STOPPED
    }

    /**
     * Follows the schedule to its end.
     *
     * @param accepted called after every attempt that was answered with 2xx
     * @param attempted completed after the first attempt
     */
    End follow(
            PendingCallback pending,
            Duration delay,
            Runnable accepted,
            CompletableFuture<Void> attempted)
            throws InterruptedException {
        var random = SeededRandom.of(seed, 4, pending.id().hashCode());
        var faults = switches.faults();
        var held = SeededRandom.happens(random, faults.reorderedCallback());
        var repeated = SeededRandom.happens(random, faults.repeatedCallback());
        var hold = held ? random.nextInt(LONGEST_HOLD_MILLIS) : 0;
        if (stopsWithin(delay.plusMillis(hold))) {
            return End.STOPPED;
        }
        var quirks = switches.quirks().callback();
        var documented = quirks.callbackRetries() == CallbackRetries.DOCUMENTED;
        var attempt = 1;
        var taken = attempt(pending, attempt, quirks, accepted);
        attempted.complete(null);
        while (!taken && attempt <= (documented ? DOCUMENTED_RETRIES : MEASURED_RETRIES)) {
            if (stopsWithin(documented ? DOCUMENTED_PAUSE : quirks.callbackPause())) {
                return End.STOPPED;
            }
            attempt++;
            taken = attempt(pending, attempt, quirks, accepted);
        }
        if (pending.repeats() || (repeated && taken)) {
            if (stopsWithin(quirks.callbackPause())) {
                return End.STOPPED;
            }
            taken |= attempt(pending, attempt + 1, quirks, accepted);
        }
        if (stopsWithin(Duration.ZERO)) {
            return End.STOPPED;
        }
        return taken ? End.ACCEPTED : End.FAILED;
    }

    /**
     * One attempt, and its duplicate when the answer is slow and the schedule is the measured one.
     */
    private boolean attempt(
            PendingCallback pending, int number, CallbackQuirks quirks, Runnable accepted)
            throws InterruptedException {
        var listener = listeners.forCallback(pending.account(), pending.service());
        if (listener.isEmpty()) {
            log.warn("callback {} has no listener", pending.id());
            return false;
        }
        var first = call.send(listener.get(), body(pending, listener.get(), number));
        if (quirks.callbackRetries() == CallbackRetries.DOCUMENTED
                || call.isAnswered(first, quirks.slowAnswerAfter())) {
            return takes(pending, number, first, accepted);
        }
        var again = call.send(listener.get(), body(pending, listener.get(), number + 1));
        var duplicate = takes(pending, number + 1, again, accepted);
        return takes(pending, number, first, accepted) || duplicate;
    }

    /** The body of one attempt, with the listener's user and password in clear. */
    private WireText.Written body(PendingCallback pending, SimulatedListener listener, int number) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", listener.username())
                        .put("password", listener.password());
        if (pending.requestId() != null) {
            body.put("requestId", pending.requestId());
        }
        body.setAll(pending.members());
        body.put("callbackCount", number).put("maxCallbackThreshold", THRESHOLD);
        return text.of(SimulatorJson.bytes(body), pending.id().hashCode());
    }

    private static boolean takes(
            PendingCallback pending,
            int number,
            CompletableFuture<Integer> sent,
            Runnable accepted) {
        var status = sent.join();
        log.info("callback {} attempt {}: {}", pending.id(), number, status);
        var taken = status / 100 == 2;
        if (taken) {
            accepted.run();
        }
        return taken;
    }

    /**
     * A pause that ends early when the simulator stops. Not an interrupt: that would close files.
     */
    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all pauses and calls. */
    void stop() {
        stopping.countDown();
        call.stop();
    }
}

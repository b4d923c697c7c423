package io.telltale.localstack.check.stack;

import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ends processes with SIGKILL while everything works, and starts each again at once. Kills are
 * spread evenly over the fleet's life, pollers and callback services in turn, the instances of each
 * in turn. Twice, when a poller has just been killed, the other one is stopped in its tracks for
 * longer than its group waits for it, and continues after a rebalance took its work.
 */
public final class FaultInjector {

    /** Longer than the 10 s after which the group gives a poller's partitions to another. */
    private static final Duration PAUSE = Duration.ofSeconds(14);

    private final LocalStack stack;
    private final List<List<String>> services;
    private final Progress progress;

    /**
     * An injector that has not begun.
     *
     * @param services the instances of each service, pollers first
     */
    public FaultInjector(LocalStack stack, List<List<String>> services, Progress progress) {
        this.stack = stack;
        this.services = List.copyOf(services);
        this.progress = progress;
    }

    /**
     * Something that happens.
     *
     * @param at since the beginning
     */
    private record Event(Duration at, Runnable what) {}

    /**
     * Lives through this time.
     *
     * @param kills how many processes are killed
     */
    public void during(Duration life, int kills) throws InterruptedException {
        var begin = System.nanoTime();
        for (var event : events(life, kills)) {
            sleepUntil(begin + event.at().toNanos());
            event.what().run();
        }
        sleepUntil(begin + life.toNanos());
    }

    private List<Event> events(Duration life, int kills) {
        var events = new ArrayList<Event>();
        var plan = new KillPlan(services, life, kills);
        for (int kill = 0; kill < kills; kill++) {
            var victim = plan.victim(kill);
            events.add(new Event(plan.at(kill), () -> kill(victim)));
        }
        // Not when kills are so close that the next one of a poller would come in a pause.
        if (life.dividedBy(Math.max(1, kills)).multipliedBy(2).compareTo(PAUSE) > 0) {
            for (int kill : List.of(kills / 4 / 2 * 2, kills * 3 / 4 / 2 * 2)) {
                events.addAll(pauseAfter(plan, kill));
            }
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /** The other instance than the one just killed; none when there is no other. */
    private List<Event> pauseAfter(KillPlan plan, int kill) {
        var others =
                services.getFirst().stream()
                        .filter(name -> !name.equals(plan.victim(kill)))
                        .toList();
        if (others.isEmpty() || kill >= plan.count()) {
            return List.of();
        }
        var name = others.getFirst();
        var begin = plan.at(kill).plusSeconds(1);
        return List.of(
                new Event(begin, () -> pause(name)),
                new Event(begin.plus(PAUSE), () -> goOn(name)));
    }

    private void kill(String name) {
        var killed = stack.kill(name);
        stack.startAgain(name);
        progress.line(name, killed ? "killed and started again" : "was not there to be killed");
    }

    private void pause(String name) {
        stack.pause(name);
        progress.line(name, "stopped in its tracks for " + PAUSE.toSeconds() + " s");
    }

    private void goOn(String name) {
        stack.goOn(name);
        progress.line(name, "goes on");
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        var left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}

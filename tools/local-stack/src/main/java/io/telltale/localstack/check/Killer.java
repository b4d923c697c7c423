package io.telltale.localstack.check;

import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Ends processes with SIGKILL while everything works, and starts each again at once. Kills are
 * spread evenly over the fleet's life, pollers and callback services in turn, the instances of each
 * in turn.
 */
final class Killer {

    private final LocalStack stack;
    private final List<List<String>> victims;
    private final Progress progress;

    /**
     * A killer.
     *
     * @param victims the instances of each service
     */
    Killer(LocalStack stack, List<List<String>> victims, Progress progress) {
        this.stack = stack;
        this.victims = List.copyOf(victims);
        this.progress = progress;
    }

    /** Lives through this time, and says how many processes were really ended. */
    int during(Duration life, int kills) throws InterruptedException {
        var begin = System.nanoTime();
        var killed = 0;
        for (int kill = 0; kill < kills; kill++) {
            sleepUntil(begin + life.toNanos() * (2L * kill + 1) / (2L * kills));
            killed += kill(kill) ? 1 : 0;
        }
        sleepUntil(begin + life.toNanos());
        return killed;
    }

    private boolean kill(int number) {
        var instances = victims.get(number % victims.size());
        var name = instances.get(number / victims.size() % instances.size());
        var killed = stack.kill(name);
        stack.startAgain(name);
        progress.line(name, killed ? "killed and started again" : "was not there to be killed");
        return killed;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        var left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}

package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.stack.StreamsStack;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Ends streams-app with SIGKILL and starts it again, and sees how long it answers nothing. */
final class Restart {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** A process is known by its command line, which it has a moment after it was started. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(2);

    private static final int OK = 200;

    private final StreamsStack stack;
    private final String path;

    /**
     * A restart.
     *
     * @param path of a device, which has to answer the same before and after
     */
    Restart(StreamsStack stack, String path) {
        this.stack = stack;
        this.path = path;
    }

    /**
     * Does it.
     *
     * @throws StackStartException if the same is not answered again within five minutes
     */
    Figures.Restarted measure() throws StackStartException, InterruptedException {
        var before =
                answer().orElseThrow(() ->
                        new StackStartException("GET %s was not answered.".formatted(path)));
        var begin = System.nanoTime();
        stack.killStreams();
        stack.startStreams(Optional.empty());
        var wrong = "nothing";
        while (isExpected(System.nanoTime() - begin)) {
            var after = answer();
            if (after.equals(Optional.of(before))) {
                var time = Duration.ofNanos(System.nanoTime() - begin);
                stack.awaitReady();
                return new Figures.Restarted(time, stack.restored());
            }
            wrong = after.orElse(wrong);
            Thread.sleep(PAUSE);
        }
        throw new StackStartException(
                "After kill -9 GET %s has to answer %s, and answered %s."
                        .formatted(path, before, wrong));
    }

    private boolean isExpected(long nanos) {
        return nanos < UNTIL_KNOWN.toNanos() || (nanos < LIMIT.toNanos() && stack.isStreamsAlive());
    }

    private Optional<String> answer() {
        try (var connection = new KeptConnection(stack.reads())) {
            var response = connection.get(path);
            return response.status() == OK ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

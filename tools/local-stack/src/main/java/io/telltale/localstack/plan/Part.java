package io.telltale.localstack.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the stack.
 *
 * @param name also the name of its log and pid file
 * @param command program and arguments; {@link #mark} is among them
 * @param environment variables set for it
 * @param address where a user reaches it; empty for a job
 * @param ports what it listens on, on 127.0.0.1
 * @param after parts that must be ready before it is started
 * @param readiness when it counts as ready
 * @param limit longest wait for that
 */
public record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        String address,
        List<Integer> ports,
        Set<String> after,
        Readiness readiness,
        Duration limit) {

    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
        after = Set.copyOf(after);
    }

    /** The argument by which a process on the machine is known to be this part. */
    public static String mark(String name) {
        return "-Dtelltale.part=" + name;
    }

    /** The name alone: secrets are in the environment. */
    @Override
    public String toString() {
        return name;
    }

    /** Whether it ends by itself. */
    public boolean isJob() {
        return readiness instanceof Readiness.Finished;
    }
}

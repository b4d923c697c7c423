package io.telltale.localstack.run;

import io.telltale.localstack.plan.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that was started for a part.
 *
 * <p>The system gives process ids anew, so a process counts as ours only while it carries the
 * part's mark on its command line and began when ours began.
 *
 * @param name of the part
 * @param pid process id
 * @param started when it began, as the system has it
 */
record RunningPart(String name, long pid, Instant started) {

    /** The system derives the instant from its boot time, which moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static RunningPart of(String name, ProcessHandle process) {
        var started = process.info().startInstant().orElseGet(Instant::now);
        return new RunningPart(name, process.pid(), started);
    }

    /** Whether the process is still there, and is the one we started. */
    boolean isAlive() {
        return ProcessHandle.of(pid).filter(this::isOurs).isPresent();
    }

    /** Asks the process to end (SIGTERM). */
    void askToStop() {
        ProcessHandle.of(pid).filter(this::isOurs).ifPresent(ProcessHandle::destroy);
    }

    /** Ends the process at once (SIGKILL). */
    void kill() {
        ProcessHandle.of(pid).filter(this::isOurs).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Sends a signal that Java has no method for. */
    void signal(String signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info().startInstant().filter(this::isAboutWhenStarted).isPresent()
                && process.info().commandLine().filter(this::hasMark).isPresent();
    }

    private boolean isAboutWhenStarted(Instant instant) {
        return Duration.between(started, instant).abs().compareTo(TOLERANCE) <= 0;
    }

    private boolean hasMark(String commandLine) {
        return commandLine.contains(Part.mark(name) + " ");
    }
}

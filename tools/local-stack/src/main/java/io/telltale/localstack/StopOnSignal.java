package io.telltale.localstack;

import java.util.function.IntSupplier;

/**
 * Acts on Ctrl-C, SIGTERM and a closed terminal while something is being started, watched or read.
 *
 * <p>The JVM would end with a code made from the signal; here the code is ours.
 */
public final class StopOnSignal {

    private final Thread hook;

    /** Runs this and ends the process with the code. */
    public StopOnSignal(Runnable stop, int exitCode) {
        this(() -> {
            stop.run();
            return exitCode;
        });
    }

    /** Where the exit code is known only after stopping. */
    StopOnSignal(IntSupplier stop) {
        this.hook = new Thread(() -> Runtime.getRuntime().halt(stop.getAsInt()), "stop-on-signal");
    }

    /** From now on. */
    public void arm() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns only if no signal has come; else the hook ends the process. */
    public void disarm() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            awaitHook();
        }
    }

    private void awaitHook() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

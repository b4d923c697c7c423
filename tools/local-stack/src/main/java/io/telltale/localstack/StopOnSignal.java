package io.telltale.localstack;

/**
 * Acts on Ctrl-C, SIGTERM and a closed terminal while the stack is being started or watched.
 *
 * <p>The JVM would end with a code made from the signal; here the code is ours.
 */
final class StopOnSignal {

    private final Thread hook;

    StopOnSignal(Runnable stop, int exitCode) {
        this.hook =
                new Thread(
                        () -> {
                            stop.run();
                            Runtime.getRuntime().halt(exitCode);
                        },
                        "stop-on-signal");
    }

    void arm() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns only if no signal has come; else the hook ends the process. */
    void disarm() {
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

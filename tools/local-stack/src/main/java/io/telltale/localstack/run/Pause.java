package io.telltale.localstack.run;

import java.time.Duration;

/** The wait between two looks at a process. */
final class Pause {

    private Pause() {}

    /** Waits; false if the thread was interrupted and should end. */
    static boolean of(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

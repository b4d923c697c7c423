package io.telltale.service;

/** Ends the process where a part of it has failed and no retry can help. Bean of every service. */
public interface ProcessEnd {

    /** Exit code that tells whoever watches the process to start it again, after a pause. */
    int FAILED_FOR_GOOD = 70;

    /**
     * Ends the process with {@link #FAILED_FOR_GOOD} and returns at once. Where a service does not
     * run as a process of its own, nothing happens.
     */
    void failedForGood();
}

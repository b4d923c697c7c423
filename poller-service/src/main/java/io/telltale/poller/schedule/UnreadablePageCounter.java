package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollResult.UnreadPage;

/**
 * Counts how often in a row the same page could not be read. A failure without a page counts
 * neither way.
 */
final class UnreadablePageCounter {

    private static final int ENOUGH = 5;

    private String digest = "";
    private int times;

    /** Counts this page, and returns whether it came often enough to give it up. */
    boolean isHopeless(UnreadPage page) {
        var same = page.digest().equals(digest);
        digest = page.digest();
        times = same ? times + 1 : 1;
        return times >= ENOUGH;
    }

    void forget() {
        digest = "";
        times = 0;
    }
}

package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollResult.UnreadPage;

/**
 * Counts how often the same page could not be read. A failure without a page says nothing of it and
 * counts neither way.
 */
final class UnreadablePageCounter {

    private static final int ENOUGH = 5;

    private String digest = "";
    private int times;

    /** Whether it has been the same page often enough to give it up. */
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

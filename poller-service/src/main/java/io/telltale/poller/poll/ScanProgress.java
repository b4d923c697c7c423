package io.telltale.poller.poll;

import io.telltale.schemas.record.TaskProgress;

/** The progress of a task that scans pages; committed together with the page just read. */
public final class ScanProgress {

    private ScanProgress() {}

    /**
     * To the next page of the scan.
     *
     * @param cursor where it begins
     * @param seen rows seen in the scan so far
     */
    public static TaskProgress nextPage(PollInput input, String cursor, long seen) {
        return TaskProgress.newBuilder(input.progress())
                .setCursor(cursor)
                .setSeen(seen)
                .setObservedAt(input.now())
                .build();
    }

    /** To the first page of the next scan, which has a number of its own. */
    public static TaskProgress nextScan(PollInput input) {
        return TaskProgress.newBuilder(input.progress())
                .setCursor(null)
                .setSeen(0)
                .setScan(input.progress().getScan() + 1)
                .setObservedAt(input.now())
                .build();
    }
}

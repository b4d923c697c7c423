package io.telltale.poller.poll;

import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The health of a source at the end of a scan. */
public final class SourceHealthRecords {

    private SourceHealthRecords() {}

    /**
     * A whole scan.
     *
     * @param subject which of several sources of the account, such as the campaign ref
     * @param rows rows that were read
     * @param reportedRows rows the provider reports, null when it reports none
     */
    public static PollOutput.Health scanned(
            PollTask task,
            @Nullable String subject,
            long scan,
            long rows,
            @Nullable Long reportedRows,
            Instant at) {
        var completed =
                CompletedScan.newBuilder()
                        .setNumber(scan)
                        .setCompletedAt(at)
                        .setRows(rows)
                        .setReportedRows(reportedRows)
                        .build();
        return new PollOutput.Health(health(task, subject, at).setScan(completed).build());
    }

    /**
     * A scan that ended before it was whole. The last whole one stays.
     *
     * @param subject which of several sources of the account, such as the campaign ref
     * @param detail why it is not whole
     */
    public static PollOutput.Health incomplete(
            PollTask task, @Nullable String subject, String detail, Instant at) {
        var error = new SourceError(at, "INCOMPLETE_SCAN", detail);
        return new PollOutput.Health(health(task, subject, at).setLastError(error).build());
    }

    private static SourceHealth.Builder health(
            PollTask task, @Nullable String subject, Instant at) {
        return SourceHealth.newBuilder()
                .setProvider(task.getProvider())
                .setAccount(task.getAccount())
                .setKind(task.getKind())
                .setSubject(subject)
                .setLastSuccessAt(at);
    }
}

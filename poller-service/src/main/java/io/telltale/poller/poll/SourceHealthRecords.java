package io.telltale.poller.poll;

import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is told of a source when a scan went through to its end. */
public final class SourceHealthRecords {

    private SourceHealthRecords() {}

    /**
     * A whole scan.
     *
     * @param subject which of several sources of the account, such as the campaign ref
     * @param rows rows it told
     * @param reportedRows rows the provider says there are, null when it does not say
     */
    public static SourceHealth scanned(
            PollTask task,
            @Nullable String subject,
            long scan,
            long rows,
            @Nullable Long reportedRows,
            Instant at) {
        return SourceHealth.newBuilder()
                .setProvider(task.getProvider())
                .setAccount(task.getAccount())
                .setKind(task.getKind())
                .setSubject(subject)
                .setLastSuccessAt(at)
                .setScan(
                        CompletedScan.newBuilder()
                                .setNumber(scan)
                                .setCompletedAt(at)
                                .setRows(rows)
                                .setReportedRows(reportedRows)
                                .build())
                .build();
    }

    /**
     * A scan that ended before it was whole. The last whole one stays as it was told.
     *
     * @param subject which of several sources of the account, such as the campaign ref
     * @param detail why it is not whole
     */
    public static SourceHealth incomplete(
            PollTask task, @Nullable String subject, String detail, Instant at) {
        return SourceHealth.newBuilder()
                .setProvider(task.getProvider())
                .setAccount(task.getAccount())
                .setKind(task.getKind())
                .setSubject(subject)
                .setLastSuccessAt(at)
                .setLastError(
                        SourceError.newBuilder()
                                .setAt(at)
                                .setType("INCOMPLETE_SCAN")
                                .setDetail(detail)
                                .build())
                .build();
    }
}

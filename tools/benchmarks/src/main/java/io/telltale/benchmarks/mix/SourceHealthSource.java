package io.telltale.benchmarks.mix;

import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Health records of sources that are polled without errors. */
final class SourceHealthSource {

    private SourceHealthSource() {}

    static SourceHealth well(
            Provider provider,
            String account,
            PollKind kind,
            @Nullable String subject,
            Instant at) {
        return SourceHealth.newBuilder()
                .setProvider(provider)
                .setAccount(account)
                .setKind(kind)
                .setSubject(subject)
                .setLastSuccessAt(at)
                .build();
    }

    /** A scan went through to its end. */
    static SourceHealth scanned(SourceHealth source, long number, long rows, Instant at) {
        return SourceHealth.newBuilder(source)
                .setScan(
                        CompletedScan.newBuilder()
                                .setNumber(number)
                                .setCompletedAt(at)
                                .setRows(rows)
                                .setReportedRows(rows)
                                .build())
                .build();
    }
}

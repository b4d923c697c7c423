package io.telltale.providers.thingspace.sms;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The SMS history of one device in one callback.
 *
 * @param device its ids
 * @param rows oldest first; 500 rows mean that there may be more
 */
public record SmsHistoryResult(DeviceIds device, List<Row<HistoricSms>> rows) {

    /** ThingSpace puts no more into one answer, without a sign whether there are more. */
    public static final int MOST_ROWS = 500;

    /** Copies the rows. */
    public SmsHistoryResult {
        rows = List.copyOf(rows);
    }

    /** The refs of the device in kind order, at least one. */
    public List<DeviceRef> refs() {
        return device.refs();
    }

    /** Whether there may be more rows than these. */
    public boolean isFull() {
        return rows.size() >= MOST_ROWS;
    }

    /**
     * The last second of a full answer: it may have more rows than are here, so that it has to be
     * asked for again. Empty when the answer is not full, and when all rows share one second, of
     * which no request returns more.
     */
    public Optional<Instant> openSecond() {
        var seconds =
                Row.good(rows).stream()
                        .flatMap(row -> row.timestamp().stream())
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                        .distinct()
                        .toList();
        return isFull() && seconds.size() > 1
                ? seconds.stream().max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** The same without the rows of its open second. */
    public SmsHistoryResult withoutOpenSecond() {
        var open = openSecond();
        return open.isEmpty()
                ? this
                : new SmsHistoryResult(
                        device, rows.stream().filter(row -> !isSince(open.get(), row)).toList());
    }

    private static boolean isSince(Instant second, Row<HistoricSms> row) {
        return row instanceof Row.Good<HistoricSms>(var sms)
                && sms.timestamp().filter(time -> !time.isBefore(second)).isPresent();
    }

    /** The time of the oldest SMS to the device without a final delivery status. */
    public Optional<Instant> firstUnsettled() {
        return Row.good(rows).stream()
                .filter(row -> HistoricSmsMapper.isUnsettled(row))
                .flatMap(row -> row.timestamp().stream())
                .min(Comparator.naturalOrder());
    }
}

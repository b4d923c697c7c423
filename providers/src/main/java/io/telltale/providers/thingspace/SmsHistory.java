package io.telltale.providers.thingspace;

import io.telltale.providers.page.Row;
import io.telltale.schemas.ref.DeviceRef;
import java.util.List;

/**
 * The SMS history of one device, as one callback tells it.
 *
 * @param refs names of the device, in kind order, at least one
 * @param rows oldest first; 500 rows mean that there may be more
 */
public record SmsHistory(List<DeviceRef> refs, List<Row<HistoricSms>> rows) {

    /** Sorts the refs and copies the rows. */
    public SmsHistory {
        refs = DeviceRef.sorted(refs);
        rows = List.copyOf(rows);
    }
}

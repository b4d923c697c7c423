package io.telltale.providers.xtremepush;

import io.telltale.providers.http.HttpSender;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.schemas.settings.Secret;
import java.util.List;

/**
 * Lists push actions per device: {@code POST /api/external/list/push-devices}.
 *
 * <p>The token travels in the body only.
 */
public final class PushDevicesClient {

    /** A client for the project that the token belongs to. */
    public PushDevicesClient(HttpSender sender, Secret apptoken) {}

    /** One page of the rows that match, in the provider's order. */
    public Answer<List<Row<PushRow>>> fetch(PushPage page, PushFilter filter) {
        throw new UnsupportedOperationException();
    }
}

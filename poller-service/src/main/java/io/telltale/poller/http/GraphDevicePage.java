package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.providers.graph.GraphDevice;
import io.telltale.providers.graph.GraphDeviceRows;
import io.telltale.providers.page.Row;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.List;

/**
 * A page of an account's devices, as people see it; or why there is none, from one instance to
 * another.
 *
 * @param items in Graph's order
 * @param nextCursor null: there are no more
 * @param refusal null: there is a page
 */
@Serdeable
record GraphDevicePage(List<Item> items, @Nullable String nextCursor, @Nullable Refusal refusal) {

    /**
     * A device.
     *
     * @param ref as events name it
     */
    @Serdeable
    record Item(
            String ref,
            String id,
            @Nullable String name,
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String kind,
            @Nullable String platform,
            @Nullable String status) {

        private static Item of(GraphDevice device) {
            return new Item(
                    new DeviceRef(RefKind.GRAPH, device.id()).toString(),
                    device.id(),
                    device.name().orElse(null),
                    device.manufacturer().orElse(null),
                    device.model().orElse(null),
                    device.kind().orElse(null),
                    device.platform().orElse(null),
                    device.status().orElse(null));
        }
    }

    /**
     * Why there is no page now.
     *
     * @param detail what the provider said; no secret
     * @param retryAfterSeconds when to ask again
     */
    @Serdeable
    record Refusal(String detail, long retryAfterSeconds) {}

    /**
     * What Graph told.
     *
     * @throws io.telltale.schemas.ref.MalformedRefException if an id cannot be a ref
     */
    static GraphDevicePage of(GraphDeviceRows page) {
        return new GraphDevicePage(
                Row.good(page.devices()).stream().map(Item::of).toList(),
                page.next().map(link -> ListCursor.after(link.pathAndQuery())).orElse(null),
                null);
    }

    static GraphDevicePage refused(String detail, long retryAfterSeconds) {
        return new GraphDevicePage(List.of(), null, new Refusal(detail, retryAfterSeconds));
    }
}

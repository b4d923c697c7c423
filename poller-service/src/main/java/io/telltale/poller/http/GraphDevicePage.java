package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.providers.graph.GraphDevice;
import io.telltale.providers.graph.GraphDeviceRows;
import io.telltale.providers.page.Row;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import io.telltale.service.query.Cursor;
import java.util.List;

/**
 * A page of an account's devices, or the reason why there is none, as JSON between instances.
 *
 * @param items in Graph's order
 * @param nextCursor null at the end of the list
 * @param refusal null when there is a page
 */
@Serdeable
record GraphDevicePage(List<Item> items, @Nullable String nextCursor, @Nullable Refusal refusal) {

    /** Digest of the list, for cursors. */
    static final String LIST = Cursor.listOf("graph-devices");

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
     * The reason why there is no page now.
     *
     * @param detail what the provider answered, without a secret
     * @param retryAfterSeconds when to ask again
     */
    @Serdeable
    record Refusal(String detail, long retryAfterSeconds) {}

    /**
     * A page that Graph answered.
     *
     * @throws io.telltale.schemas.ref.MalformedRefException if an id cannot be a ref
     */
    static GraphDevicePage of(String account, GraphDeviceRows page) {
        return new GraphDevicePage(
                Row.good(page.devices()).stream().map(Item::of).toList(),
                page.next()
                        .map(link -> new Cursor(LIST, account, link.pathAndQuery()).toString())
                        .orElse(null),
                null);
    }

    static GraphDevicePage refused(String detail, long retryAfterSeconds) {
        return new GraphDevicePage(List.of(), null, new Refusal(detail, retryAfterSeconds));
    }
}

package io.telltale.streams.device;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.step.KeyedPage;
import io.telltale.streams.step.TypedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads devices from the store of one partition. Bounded; safe for threads as the store is. */
public final class DeviceReader {

    /** Cards looked at for one page. */
    static final int MOST_SCANNED = 5_000;

    private final DeviceStore store;

    /** Reads from the store {@code devices} of a partition. */
    public DeviceReader(ReadOnlyKeyValueStore<PairKey, byte[]> store) {
        this.store = DeviceStore.of(store);
    }

    /** The device under a key; empty when the store holds nothing of it. */
    public Optional<DeviceView> device(String deviceKey) {
        var view =
                new DeviceView(
                        deviceKey,
                        store.partsOf(deviceKey),
                        store.rosterOf(deviceKey),
                        store.cardOf(deviceKey));
        var isThere = !view.parts().isEmpty() || view.roster() != null || view.card() != null;
        return isThere ? Optional.of(view) : Optional.empty();
    }

    /**
     * Devices as they were last published, so that this list and {@code device.state.v1} hold the
     * same devices.
     *
     * @param deviceKey only devices after this key; empty from the first on
     * @param limit most devices, 1 or more
     */
    public KeyedPage<ListedDevice> devicesAfter(String deviceKey, int limit) {
        var found = new ArrayList<ListedDevice>();
        var after = deviceKey;
        var size = Math.min(limit, MOST_SCANNED);
        for (var scanned = 0; scanned < MOST_SCANNED; scanned += size) {
            var cards = store.cards().owners(after, size);
            for (var card : cards) {
                after = card.owner();
                listed(card).ifPresent(found::add);
                if (found.size() == limit) {
                    return new KeyedPage<>(found, Optional.of(after));
                }
            }
            if (cards.size() < size) {
                return new KeyedPage<>(found, Optional.empty());
            }
        }
        return new KeyedPage<>(found, Optional.of(after));
    }

    private static Optional<ListedDevice> listed(TypedStore.Entry<DeviceCard> card) {
        var published = card.value().getPublished();
        if (published == null) {
            return Optional.empty();
        }
        var seen = published.getLastObservedAt();
        return Optional.of(
                new ListedDevice(
                        card.owner(),
                        published.getRefs(),
                        seen == null ? null : Instant.ofEpochMilli(seen)));
    }
}

package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.SmsBlock;
import io.telltale.streams.record.SmsBlockRow;
import io.telltale.streams.record.SmsTextCounts;
import io.telltale.streams.step.TypedStore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of records in the store of devices.
 *
 * @param parts by device and part
 * @param rosters by device
 * @param cards by device
 * @param blocks by device and block, the newest quarter hour first
 * @param blockRows rows of blocks that are too large to hold them, the newest first
 * @param textCounts counts of the same blocks, by exact text
 */
record DeviceStore(
        TypedStore<RefPart> parts,
        TypedStore<DeviceIdentity> rosters,
        TypedStore<DeviceCard> cards,
        TypedStore<SmsBlock> blocks,
        TypedStore<SmsBlockRow> blockRows,
        TypedStore<SmsTextCounts> textCounts) {

    /** 64 refs with 65 intervals each: more than identity lets a device have. */
    private static final int MOST_PARTS = 64 * 65;

    private static final Serde<RefPart> PART = StoredRecord.serde(RefPart.class);
    private static final Serde<DeviceIdentity> ROSTER = StoredRecord.serde(DeviceIdentity.class);
    private static final Serde<DeviceCard> CARD = StoredRecord.serde(DeviceCard.class);
    private static final Serde<SmsBlock> BLOCK = StoredRecord.serde(SmsBlock.class);
    private static final Serde<SmsBlockRow> BLOCK_ROW = StoredRecord.serde(SmsBlockRow.class);
    private static final Serde<SmsTextCounts> TEXT_COUNTS = StoredRecord.serde(SmsTextCounts.class);

    static DeviceStore of(ReadOnlyKeyValueStore<PairKey, byte[]> store) {
        return new DeviceStore(
                TypedStore.of(store, 'p', PART),
                TypedStore.of(store, 'r', ROSTER),
                TypedStore.of(store, 'c', CARD),
                TypedStore.of(store, 'w', BLOCK),
                TypedStore.of(store, 'v', BLOCK_ROW),
                TypedStore.of(store, 'x', TEXT_COUNTS));
    }

    /** Parts of a device, by ref, then by begin. */
    List<RefPart> partsOf(String device) {
        return parts.entries(device, "", MOST_PARTS).stream().map(TypedStore.Entry::value).toList();
    }

    @Nullable DeviceIdentity rosterOf(String device) {
        return rosters.get(device, "");
    }

    @Nullable DeviceCard cardOf(String device) {
        return cards.get(device, "");
    }

    void putCard(String device, @Nullable DeviceCard card) {
        cards.put(device, "", card);
    }

    /** Where a part lies under its device; no ref holds a space. */
    static String partMember(String ref, @Nullable Long validFrom) {
        return ref + " " + (validFrom == null ? "" : ascending(validFrom));
    }

    /** Whether two parts are equal; most that are not differ in what is looked at first. */
    static boolean isSame(RefPart part, @Nullable RefPart other) {
        return other != null
                && part.getEpoch() == other.getEpoch()
                && rowsOf(part) == rowsOf(other)
                && Arrays.equals(bytes(part), bytes(other));
    }

    private static long rowsOf(RefPart part) {
        return part.getCard() == null ? 0 : part.getCard().getRows();
    }

    private static byte[] bytes(RefPart part) {
        return PART.serializer().serialize("", part);
    }

    /** 16 hex digits that sort as the numbers do. */
    static String ascending(long number) {
        return HexFormat.of().toHexDigits(number ^ Long.MIN_VALUE);
    }

    /** 16 hex digits that sort the largest number first. */
    static String descending(long number) {
        return ascending(~number);
    }
}

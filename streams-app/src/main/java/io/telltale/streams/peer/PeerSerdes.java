package io.telltale.streams.peer;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignStanding;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.RefPart;
import java.util.Base64;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Serdes of the records in messages between instances: those of the stores. */
final class PeerSerdes {

    static final Serde<DeviceIdentity> IDENTITY = StoredRecord.serde(DeviceIdentity.class);
    static final Serde<RefPart> PART = StoredRecord.serde(RefPart.class);
    static final Serde<DeviceCard> CARD = StoredRecord.serde(DeviceCard.class);
    static final Serde<CampaignProgress> PROGRESS = StoredRecord.serde(CampaignProgress.class);
    static final Serde<CampaignStanding> STANDING = StoredRecord.serde(CampaignStanding.class);
    static final Serde<RowKey> ROW_KEY = RowKey.serde();
    static final Serde<Event> EVENT = StoredEvent.serde();

    private static final String NO_TOPIC = "";

    private PeerSerdes() {}

    static <T> String text(Serde<T> serde, T record) {
        return Base64.getEncoder().encodeToString(serde.serializer().serialize(NO_TOPIC, record));
    }

    static <T> @Nullable String textOrNull(Serde<T> serde, @Nullable T record) {
        return record == null ? null : text(serde, record);
    }

    static <T> T read(Serde<T> serde, String text) {
        return serde.deserializer().deserialize(NO_TOPIC, Base64.getDecoder().decode(text));
    }

    static <T> @Nullable T readOrNull(Serde<T> serde, @Nullable String text) {
        return text == null ? null : read(serde, text);
    }
}

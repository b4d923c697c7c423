package io.telltale.streams.encoding;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.record.CampaignStanding;
import io.telltale.streams.record.CampaignState;
import io.telltale.streams.record.CampaignSum;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.CarrierTransitions;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.IdPair;
import io.telltale.streams.record.IdentityCut;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RefEdges;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.RegisterTouch;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.record.RememberedPlace;
import io.telltale.streams.record.SmsBlock;
import io.telltale.streams.record.SmsBlockRow;
import io.telltale.streams.record.SmsTextCounts;
import io.telltale.streams.record.TaskHistory;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records that lie in stores, changelogs or repartition topics. Their schemas are kept with every
 * release and published at every start, so that other builds can read them; {@link
 * StoredRecord#serde} takes no other class.
 */
final class StoredTypes {

    static final Set<Class<? extends SpecificRecordBase>> ALL =
            Set.of(
                    CampaignProgress.class,
                    CampaignStanding.class,
                    CampaignState.class,
                    CampaignSum.class,
                    CampaignUpdate.class,
                    Card.class,
                    CarrierTransitions.class,
                    DeviceCard.class,
                    DeviceIdentity.class,
                    DeviceLink.class,
                    DeviceStatusEvent.class,
                    DeviceUpdate.class,
                    IdPair.class,
                    IdentityCut.class,
                    Observation.class,
                    PushActionEvent.class,
                    ReasonCount.class,
                    RefEdges.class,
                    RefPart.class,
                    RegisterTouch.class,
                    RegisterUpdate.class,
                    RememberedPlace.class,
                    SmsBlock.class,
                    SmsBlockRow.class,
                    SmsEvent.class,
                    SmsTextCounts.class,
                    TaskHistory.class);

    private StoredTypes() {}
}

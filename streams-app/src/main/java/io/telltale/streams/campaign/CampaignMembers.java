package io.telltale.streams.campaign;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignStanding;
import io.telltale.streams.step.RecordSizeGuard;
import io.telltale.streams.step.TypedStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the standing of each member of a campaign beside its ref, and sums up what changes. The
 * standing is the same whatever the order of the readings, and spans all intervals of the ref.
 *
 * <p>Used in two phases: {@link #prepare} reads, decides and may throw; {@link #apply} writes and
 * does not fail on a value. Not thread-safe; made again whenever the task opens, which reads the
 * sums that are not sent yet by one scan.
 */
public final class CampaignMembers {

    /** Prefix of members in the store. Key: campaign ref, device ref. */
    static final char PREFIX = 'm';

    static final Serde<CampaignStanding> SERDE = StoredRecord.serde(CampaignStanding.class);

    private final TypedStore<CampaignStanding> members;
    private final PendingSums sums;

    /** Members in the store of a task. */
    public CampaignMembers(KeyValueStore<PairKey, byte[]> refIndex) {
        this.members = TypedStore.of(refIndex, PREFIX, SERDE);
        this.sums = new PendingSums(refIndex);
    }

    /**
     * Decides what a reading changes; writes nothing.
     *
     * @throws io.telltale.streams.step.UnprocessableRecordException if the standing is too large
     */
    public MemberChange prepare(CampaignReading reading) {
        RecordSizeGuard.required(reading.standing());
        return MemberChange.of(reading, members.get(reading.campaign(), reading.ref()));
    }

    /** Writes a change that was prepared last. */
    public void apply(MemberChange change) {
        var standing = change.standing();
        if (standing != null) {
            members.put(change.campaign(), change.ref(), standing);
        }
        sums.add(change);
    }

    PendingSums sums() {
        return sums;
    }

    void sent(PendingSums.Next next) {
        sums.sent(next);
    }
}

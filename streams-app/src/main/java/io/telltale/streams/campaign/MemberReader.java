package io.telltale.streams.campaign;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.CampaignStanding;
import io.telltale.streams.step.KeyedPage;
import io.telltale.streams.step.TypedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the devices of campaigns from one partition of the index store of refs. */
public final class MemberReader {

    /** Rows that one page looks at. */
    static final int MOST_ROWS = 5_000;

    private static final int CHUNK = 500;

    private final TypedStore<CampaignStanding> members;
    private final StuckRule stuck;

    /** Reads from a store of queries. */
    public MemberReader(ReadOnlyKeyValueStore<PairKey, byte[]> refIndex, StuckRule stuck) {
        this.members = TypedStore.of(refIndex, CampaignMembers.PREFIX, CampaignMembers.SERDE);
        this.stuck = stuck;
    }

    /**
     * Which page is wanted.
     *
     * @param campaign campaign ref
     * @param filter which devices
     * @param after only refs after this one; empty for all
     * @param limit most devices, 1 or more
     */
    public record Request(String campaign, MemberFilter filter, String after, int limit) {}

    /**
     * A page of the devices in this partition; it looks at no more than {@value #MOST_ROWS} rows.
     *
     * @param activity of the campaign
     * @param now decides which devices are stuck; the same for all partitions of one answer
     */
    public KeyedPage<MemberStanding> page(Request request, CampaignActivity activity, Instant now) {
        var found = new ArrayList<MemberStanding>();
        var after = request.after();
        var rows = 0;
        var size = Math.min(CHUNK, request.limit() + 1);
        while (rows < MOST_ROWS) {
            var chunk = members.entries(request.campaign(), after, size);
            for (var row : chunk) {
                var reason = stuck.reason(row.value(), activity, now);
                if (request.filter().matches(row.value(), reason)) {
                    found.add(new MemberStanding(row.member(), row.value(), reason));
                }
                if (found.size() > request.limit()) {
                    return whole(found, request.limit());
                }
                after = row.member();
            }
            if (chunk.size() < size) {
                return new KeyedPage<>(found, Optional.empty());
            }
            rows += chunk.size();
            size = Math.min(CHUNK, MOST_ROWS - rows);
        }
        return new KeyedPage<>(found, Optional.of(after));
    }

    /** A page that is as long as wanted, and more follow. */
    private static KeyedPage<MemberStanding> whole(List<MemberStanding> found, int limit) {
        var members = found.subList(0, limit);
        return new KeyedPage<>(members, Optional.of(members.getLast().ref()));
    }
}

package io.telltale.streams.peer;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Outcome;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.campaign.MemberStanding;
import io.telltale.streams.campaign.StuckReason;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.peer.PeerMessages.CampaignResponse;
import io.telltale.streams.peer.PeerMessages.CampaignsRequest;
import io.telltale.streams.peer.PeerMessages.CampaignsResponse;
import io.telltale.streams.peer.PeerMessages.DeviceResponse;
import io.telltale.streams.peer.PeerMessages.DevicesRequest;
import io.telltale.streams.peer.PeerMessages.DevicesResponse;
import io.telltale.streams.peer.PeerMessages.IdentitiesResponse;
import io.telltale.streams.peer.PeerMessages.KeyRequest;
import io.telltale.streams.peer.PeerMessages.MembersRequest;
import io.telltale.streams.peer.PeerMessages.MembersResponse;
import io.telltale.streams.peer.PeerMessages.Position;
import io.telltale.streams.peer.PeerMessages.Range;
import io.telltale.streams.peer.PeerMessages.RefResponse;
import io.telltale.streams.peer.PeerMessages.Refs;
import io.telltale.streams.peer.PeerMessages.Rows;
import io.telltale.streams.peer.PeerMessages.RowsRequest;
import io.telltale.streams.peer.PeerMessages.RowsResponse;
import io.telltale.streams.peer.PeerMessages.TaskResponse;
import io.telltale.streams.query.CampaignRead;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.RefRead;
import io.telltale.streams.query.RowIterator;
import io.telltale.streams.query.RowRange;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.step.KeyedPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Reads of the partitions of another instance, over HTTP. Safe for threads. */
public final class PeerReads implements PartitionReads {

    /** Parameter of a request: whether the copies are read, not what the instance processes. */
    static final String COPIES = "copies";

    private static final String PATH = "reads/";

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** Rows of each range in the first response; a page of a history seldom needs more. */
    private static final int FIRST_ROWS = 64;

    private static final int MORE_ROWS = 500;

    private final PeerClient client;
    private final String address;
    private final boolean areCopies;

    private PeerReads(PeerClient client, String address, boolean areCopies) {
        this.client = client;
        this.address = address;
        this.areCopies = areCopies;
    }

    /**
     * Reads of what an instance processes.
     *
     * @param address {@code host:port} of the instance, from the group's metadata
     */
    public static PeerReads active(PeerClient client, String address) {
        return new PeerReads(client, address, false);
    }

    /** The same of its standby copies that have caught up. */
    public static PeerReads copies(PeerClient client, String address) {
        return new PeerReads(client, address, true);
    }

    @Override
    public RefRead ref(String ref) {
        var response = ask("ref", new KeyRequest(ref, ""), RefResponse.class);
        return new RefRead(
                PeerSerdes.readOrNull(PeerSerdes.IDENTITY, response.identity()),
                response.hasRows());
    }

    @Override
    public Map<String, DeviceIdentity> identities(Collection<String> refs) {
        var asked = List.copyOf(refs);
        var response = ask("identities", new Refs(asked), IdentitiesResponse.class);
        var found = new HashMap<String, DeviceIdentity>();
        for (var number = 0; number < asked.size(); number++) {
            var identity = response.identities().get(number);
            if (identity != null) {
                found.put(asked.get(number), PeerSerdes.read(PeerSerdes.IDENTITY, identity));
            }
        }
        return found;
    }

    @Override
    public Optional<DeviceView> device(String deviceKey) {
        var response = ask("device", new KeyRequest(deviceKey, ""), DeviceResponse.class);
        return response.isThere()
                ? Optional.of(
                        new DeviceView(
                                deviceKey,
                                response.parts().stream()
                                        .map(part -> PeerSerdes.read(PeerSerdes.PART, part))
                                        .toList(),
                                PeerSerdes.readOrNull(PeerSerdes.IDENTITY, response.roster()),
                                PeerSerdes.readOrNull(PeerSerdes.CARD, response.card())))
                : Optional.empty();
    }

    @Override
    public List<RowIterator> rows(List<RowRange> ranges) {
        var first = chunks(ranges, Math.max(8, FIRST_ROWS / Math.max(1, ranges.size())));
        var iterators = new ArrayList<RowIterator>();
        for (var number = 0; number < ranges.size(); number++) {
            iterators.add(new ChunkedRows(ranges.get(number), first.get(number)));
        }
        return iterators;
    }

    private List<Rows> chunks(List<RowRange> ranges, int limit) {
        var wanted =
                ranges.stream()
                        .map(range ->
                                new Range(
                                        PeerSerdes.text(PeerSerdes.ROW_KEY, range.begin()),
                                        PeerSerdes.text(PeerSerdes.ROW_KEY, range.until())))
                        .toList();
        return ask("rows", new RowsRequest(wanted, limit), RowsResponse.class).ranges();
    }

    /** Rows of one range, asked for in chunks. */
    private final class ChunkedRows implements RowIterator {

        private final RowRange range;
        private Rows chunk;
        private int taken;
        private @Nullable RowKey last;

        ChunkedRows(RowRange range, Rows first) {
            this.range = range;
            this.chunk = first;
        }

        @Override
        public @Nullable KeyValue<RowKey, Event> next() {
            if (taken == chunk.rows().size() && chunk.hasMore()) {
                var rest = new RowRange(range.begin(), requireNonNull(last, "a chunk has rows"));
                chunk = chunks(List.of(rest), MORE_ROWS).getFirst();
                taken = 0;
            }
            if (taken == chunk.rows().size()) {
                return null;
            }
            var row = chunk.rows().get(taken++);
            last = PeerSerdes.read(PeerSerdes.ROW_KEY, row.key());
            return KeyValue.pair(last, PeerSerdes.read(PeerSerdes.EVENT, row.event()));
        }

        @Override
        public void close() {
            // holds nothing there
        }
    }

    @Override
    public Optional<TaskHistory> task(PairKey key) {
        var response = ask("task", new KeyRequest(key.owner(), key.member()), TaskResponse.class);
        return Optional.ofNullable(PeerSerdes.readOrNull(PeerSerdes.TASK, response.history()));
    }

    @Override
    public KeyedPage<ListedDevice> devices(Set<Integer> partitions, String after, int limit) {
        var response =
                ask("devices", new DevicesRequest(partitions, after, limit), DevicesResponse.class);
        return new KeyedPage<>(
                response.devices().stream()
                        .map(device ->
                                new ListedDevice(
                                        device.deviceKey(),
                                        device.refs(),
                                        time(device.lastObservedAt())))
                        .toList(),
                Optional.ofNullable(response.next()));
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public CampaignRead campaign(String campaign) {
        var response = ask("campaign", new KeyRequest(campaign, ""), CampaignResponse.class);
        var activity = new CampaignActivity(response.isPollFailing(), response.lastReadingAt());
        if (response.progress() != null) {
            var progress = PeerSerdes.read(PeerSerdes.PROGRESS, response.progress());
            return new CampaignRead(new CampaignLookup.Published(progress), activity);
        }
        return new CampaignRead(
                response.isKnown()
                        ? new CampaignLookup.BeingCounted()
                        : new CampaignLookup.Unknown(),
                activity);
    }

    @Override
    public List<CampaignProgress> campaigns(
            Set<Integer> partitions, Optional<CampaignPosition> after, int limit) {
        var position =
                after.map(last -> new Position(last.firstObservedAt(), last.campaign()))
                        .orElse(null);
        return ask(
                        "campaigns",
                        new CampaignsRequest(partitions, position, limit),
                        CampaignsResponse.class)
                .campaigns()
                .stream()
                .map(progress -> PeerSerdes.read(PeerSerdes.PROGRESS, progress))
                .toList();
    }

    @Override
    public KeyedPage<MemberStanding> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now) {
        var response =
                ask(
                        "members",
                        new MembersRequest(
                                partitions,
                                request.campaign(),
                                request.filter().outcome().map(Outcome::name).orElse(null),
                                request.filter().onlyStuck(),
                                request.after(),
                                request.limit(),
                                activity.isPollFailing(),
                                activity.lastReadingAt(),
                                now.toEpochMilli()),
                        MembersResponse.class);
        return new KeyedPage<>(
                response.members().stream()
                        .map(member ->
                                new MemberStanding(
                                        member.ref(),
                                        PeerSerdes.read(PeerSerdes.STANDING, member.standing()),
                                        Optional.ofNullable(member.stuck())
                                                .map(StuckReason::valueOf)))
                        .toList(),
                Optional.ofNullable(response.cursor()));
    }

    private <T> T ask(String route, Object request, Class<T> type) {
        try {
            var bytes =
                    client.post(
                                    address,
                                    "%s%s?%s=%s".formatted(PATH, route, COPIES, areCopies),
                                    PeerMessages.bytes(request),
                                    LIMIT)
                            .orElseThrow(() ->
                                    new PeerUnavailableException(
                                            address, "it has no route for " + route));
            return PeerMessages.read(bytes, type);
        } catch (PeerUnavailableException e) {
            throw new PartUnavailableException(String.valueOf(e.getMessage()));
        } catch (IOException | SerializationException | IllegalArgumentException e) {
            throw new PartUnavailableException(
                    "%s answers in a form that is not understood here".formatted(address));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerReads reads
                && reads.address.equals(address)
                && reads.areCopies == areCopies;
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, areCopies);
    }

    @Override
    public String toString() {
        return "reads of " + address;
    }
}

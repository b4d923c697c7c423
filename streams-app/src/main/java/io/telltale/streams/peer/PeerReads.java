package io.telltale.streams.peer;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.service.peer.PeerCaller;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.service.query.Query;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.campaign.MemberStanding;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.peer.PeerMessages.CampaignResponse;
import io.telltale.streams.peer.PeerMessages.CampaignsRequest;
import io.telltale.streams.peer.PeerMessages.CampaignsResponse;
import io.telltale.streams.peer.PeerMessages.DeviceKeysRequest;
import io.telltale.streams.peer.PeerMessages.DeviceKeysResponse;
import io.telltale.streams.peer.PeerMessages.DeviceResponse;
import io.telltale.streams.peer.PeerMessages.DevicesRequest;
import io.telltale.streams.peer.PeerMessages.DevicesResponse;
import io.telltale.streams.peer.PeerMessages.Listed;
import io.telltale.streams.peer.PeerMessages.Member;
import io.telltale.streams.peer.PeerMessages.MembersRequest;
import io.telltale.streams.peer.PeerMessages.MembersResponse;
import io.telltale.streams.peer.PeerMessages.Position;
import io.telltale.streams.peer.PeerMessages.Range;
import io.telltale.streams.peer.PeerMessages.RefResponse;
import io.telltale.streams.peer.PeerMessages.RowsRequest;
import io.telltale.streams.peer.PeerMessages.RowsResponse;
import io.telltale.streams.query.CampaignMember;
import io.telltale.streams.query.CampaignRead;
import io.telltale.streams.query.HistoryRow;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.RefRead;
import io.telltale.streams.query.RowIterator;
import io.telltale.streams.query.RowRange;
import io.telltale.streams.step.KeyedPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads of the partitions of another instance, over HTTP. Safe for threads. */
public final class PeerReads implements PartitionReads {

    /** Parameter of a request: whether the copies are read, not what the instance processes. */
    static final String COPIES = "copies";

    /** Parameter of a request: a ref, a device key or a campaign. */
    static final String KEY = "key";

    private static final String PATH = "reads/";

    private static final Duration LIMIT = Duration.ofSeconds(1);

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
        return get(
                "ref",
                ref,
                RefResponse.class,
                response ->
                        new RefRead(
                                PeerSerdes.readOrNull(PeerSerdes.IDENTITY, response.identity()),
                                response.hasRows()));
    }

    @Override
    public List<String> deviceKeys(List<String> refs, Instant now) {
        return post(
                "device-keys",
                new DeviceKeysRequest(refs, now.toEpochMilli()),
                DeviceKeysResponse.class,
                response -> {
                    if (response.deviceKeys().size() != refs.size()) {
                        throw new IllegalArgumentException("expected a key for each ref");
                    }
                    return response.deviceKeys();
                });
    }

    @Override
    public Optional<DeviceView> device(String deviceKey) {
        return get(
                "device",
                deviceKey,
                DeviceResponse.class,
                response ->
                        response.isThere()
                                ? Optional.of(view(deviceKey, response))
                                : Optional.empty());
    }

    private static DeviceView view(String deviceKey, DeviceResponse response) {
        return new DeviceView(
                deviceKey,
                response.parts().stream()
                        .map(part -> PeerSerdes.read(PeerSerdes.PART, part))
                        .toList(),
                PeerSerdes.readOrNull(PeerSerdes.IDENTITY, response.roster()),
                PeerSerdes.readOrNull(PeerSerdes.CARD, response.card()));
    }

    @Override
    public RowIterator rows(List<RowRange> ranges, Set<TimelineFamily> families, int soon) {
        return new ChunkedRows(families, chunk(ranges, families, soon));
    }

    private Chunk chunk(List<RowRange> ranges, Set<TimelineFamily> families, int limit) {
        var wanted =
                ranges.stream()
                        .map(range ->
                                new Range(
                                        millis(range.span().validFrom()),
                                        PeerSerdes.text(PeerSerdes.ROW_KEY, range.begin()),
                                        PeerSerdes.text(PeerSerdes.ROW_KEY, range.until())))
                        .toList();
        return post(
                "rows",
                new RowsRequest(wanted, families, limit),
                RowsResponse.class,
                response -> Chunk.of(ranges, response));
    }

    /**
     * Some rows of ranges.
     *
     * @param rows newest first
     * @param rest what of each range comes behind them; no ranges where nothing does
     */
    private record Chunk(List<HistoryRow> rows, List<RowRange> rest) {

        /**
         * Rows as another instance has them.
         *
         * @throws IllegalArgumentException if they are not of these ranges, or in another order
         */
        static Chunk of(List<RowRange> ranges, RowsResponse response) {
            var rest = new ArrayList<>(ranges);
            var rows = new ArrayList<HistoryRow>();
            for (var row : response.rows()) {
                var range = rest.get(row.range());
                var key = PeerSerdes.read(PeerSerdes.ROW_KEY, row.key());
                if (key.compareTo(range.begin()) < 0 || key.compareTo(range.until()) >= 0) {
                    throw new IllegalArgumentException("a row is not in its range");
                }
                rest.set(row.range(), range.before(key));
                rows.add(
                        new HistoryRow(
                                range.span(),
                                key,
                                PeerSerdes.readOrNull(PeerSerdes.EVENT, row.event())));
            }
            if (response.hasMore() && rows.isEmpty()) {
                throw new IllegalArgumentException("more rows follow none");
            }
            return new Chunk(rows, response.hasMore() ? rest : List.of());
        }
    }

    /** Rows of ranges, asked for in chunks. */
    private final class ChunkedRows implements RowIterator {

        private final Set<TimelineFamily> families;
        private Chunk chunk;
        private int taken;

        ChunkedRows(Set<TimelineFamily> families, Chunk first) {
            this.families = families;
            this.chunk = first;
        }

        @Override
        public @Nullable HistoryRow next() {
            if (taken == chunk.rows().size() && !chunk.rest().isEmpty()) {
                chunk = chunk(chunk.rest(), families, MORE_ROWS);
                taken = 0;
            }
            return taken == chunk.rows().size() ? null : chunk.rows().get(taken++);
        }

        @Override
        public void close() {
            // holds nothing there
        }
    }

    @Override
    public KeyedPage<ListedDevice> devices(Set<Integer> partitions, String after, int limit) {
        return post(
                "devices",
                new DevicesRequest(partitions, after, limit),
                DevicesResponse.class,
                response ->
                        new KeyedPage<>(
                                response.devices().stream().map(PeerReads::listed).toList(),
                                Optional.ofNullable(response.next())));
    }

    private static ListedDevice listed(Listed device) {
        return new ListedDevice(
                requireNonNull(device.deviceKey()), device.refs(), time(device.lastObservedAt()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public CampaignRead campaign(String campaign) {
        return get("campaign", campaign, CampaignResponse.class, PeerReads::campaign);
    }

    private static CampaignRead campaign(CampaignResponse response) {
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
        return post(
                "campaigns",
                new CampaignsRequest(partitions, position, limit),
                CampaignsResponse.class,
                response ->
                        response.campaigns().stream()
                                .map(progress -> PeerSerdes.read(PeerSerdes.PROGRESS, progress))
                                .toList());
    }

    @Override
    public KeyedPage<CampaignMember> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now) {
        return post(
                "members",
                new MembersRequest(
                        partitions,
                        request.campaign(),
                        request.filter().outcome().orElse(null),
                        request.filter().onlyStuck(),
                        request.after(),
                        request.limit(),
                        activity.isPollFailing(),
                        activity.lastReadingAt(),
                        now.toEpochMilli()),
                MembersResponse.class,
                response ->
                        new KeyedPage<>(
                                response.members().stream().map(PeerReads::member).toList(),
                                Optional.ofNullable(response.next())));
    }

    private static CampaignMember member(Member member) {
        return new CampaignMember(
                new MemberStanding(
                        requireNonNull(member.ref()),
                        PeerSerdes.read(PeerSerdes.STANDING, member.standing()),
                        Optional.ofNullable(member.stuck())),
                requireNonNull(member.deviceKey()));
    }

    private <M, T> T get(String route, String key, Class<M> type, Function<M, T> content) {
        var query = "&%s=%s".formatted(KEY, Query.encoded(key));
        return content(
                () -> client.get(address, path(route) + query, PeerCaller.READER, LIMIT),
                type,
                content);
    }

    private <M, T> T post(String route, Object request, Class<M> type, Function<M, T> content) {
        var body = PeerMessages.bytes(request);
        return content(
                () -> client.post(address, path(route), PeerCaller.READER, body, LIMIT),
                type,
                content);
    }

    private String path(String route) {
        return "%s%s?%s=%s".formatted(PATH, route, COPIES, areCopies);
    }

    /** A request to another instance. */
    private interface Exchange {

        Optional<byte[]> answer() throws PeerUnavailableException;
    }

    private <M, T> T content(Exchange exchange, Class<M> type, Function<M, T> content) {
        try {
            var bytes =
                    exchange.answer()
                            .orElseThrow(() ->
                                    new PeerUnavailableException(
                                            address, "it does not have this kind of read"));
            return content.apply(PeerMessages.read(bytes, type));
        } catch (PeerUnavailableException e) {
            throw new PartUnavailableException(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException _) { // bytes of others can be wrong in any way
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

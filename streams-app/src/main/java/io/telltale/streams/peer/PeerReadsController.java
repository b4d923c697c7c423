package io.telltale.streams.peer;

import static io.telltale.streams.peer.PeerMessages.read;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import io.telltale.schemas.record.Outcome;
import io.telltale.service.access.PeersOnly;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.peer.PeerMessages.CampaignResponse;
import io.telltale.streams.peer.PeerMessages.CampaignsRequest;
import io.telltale.streams.peer.PeerMessages.CampaignsResponse;
import io.telltale.streams.peer.PeerMessages.DeviceResponse;
import io.telltale.streams.peer.PeerMessages.DevicesRequest;
import io.telltale.streams.peer.PeerMessages.DevicesResponse;
import io.telltale.streams.peer.PeerMessages.IdentitiesResponse;
import io.telltale.streams.peer.PeerMessages.KeyRequest;
import io.telltale.streams.peer.PeerMessages.Listed;
import io.telltale.streams.peer.PeerMessages.Member;
import io.telltale.streams.peer.PeerMessages.MembersRequest;
import io.telltale.streams.peer.PeerMessages.MembersResponse;
import io.telltale.streams.peer.PeerMessages.RefResponse;
import io.telltale.streams.peer.PeerMessages.Refs;
import io.telltale.streams.peer.PeerMessages.Row;
import io.telltale.streams.peer.PeerMessages.Rows;
import io.telltale.streams.peer.PeerMessages.RowsRequest;
import io.telltale.streams.peer.PeerMessages.RowsResponse;
import io.telltale.streams.peer.PeerMessages.TaskResponse;
import io.telltale.streams.query.LocalReads;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.ReadCeiling;
import io.telltale.streams.query.RowIterator;
import io.telltale.streams.query.RowRange;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** {@code /peer/reads}: reads of the stores of this instance, for {@link PeerReads} of others. */
@Hidden
@PeersOnly
@Controller(PeerReadsController.PATH)
@Consumes(MediaType.APPLICATION_OCTET_STREAM)
@Produces(MediaType.APPLICATION_OCTET_STREAM)
final class PeerReadsController {

    static final String PATH = "/peer/reads";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_READS = 256;

    private final LocalReads active;
    private final LocalReads copies;
    private final ReadCeiling ceiling = new ReadCeiling(MOST_READS);

    PeerReadsController(LocalReads active, @Named(LocalReads.COPIES) LocalReads copies) {
        this.active = active;
        this.copies = copies;
    }

    @Post("/ref")
    byte[] ref(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                KeyRequest.class,
                (reads, key) -> {
                    var ref = reads.ref(key.owner());
                    return new RefResponse(
                            PeerSerdes.textOrNull(PeerSerdes.IDENTITY, ref.identity()),
                            ref.hasRows());
                });
    }

    @Post("/identities")
    byte[] identities(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                Refs.class,
                (reads, asked) -> {
                    var found = reads.identities(asked.refs());
                    var identities = new ArrayList<@Nullable String>();
                    asked.refs()
                            .forEach(ref ->
                                    identities.add(
                                            PeerSerdes.textOrNull(
                                                    PeerSerdes.IDENTITY, found.get(ref))));
                    return new IdentitiesResponse(identities);
                });
    }

    @Post("/device")
    byte[] device(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                KeyRequest.class,
                (reads, key) ->
                        reads.device(key.owner())
                                .map(PeerReadsController::response)
                                .orElse(new DeviceResponse(List.of(), null, null, false)));
    }

    private static DeviceResponse response(DeviceView view) {
        return new DeviceResponse(
                view.parts().stream().map(part -> PeerSerdes.text(PeerSerdes.PART, part)).toList(),
                PeerSerdes.textOrNull(PeerSerdes.IDENTITY, view.roster()),
                PeerSerdes.textOrNull(PeerSerdes.CARD, view.card()),
                true);
    }

    @Post("/rows")
    byte[] rows(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                RowsRequest.class,
                (reads, wanted) -> {
                    var ranges =
                            wanted.ranges().stream()
                                    .map(range ->
                                            new RowRange(
                                                    PeerSerdes.read(
                                                            PeerSerdes.ROW_KEY, range.begin()),
                                                    PeerSerdes.read(
                                                            PeerSerdes.ROW_KEY, range.until())))
                                    .toList();
                    var limit = Math.clamp(wanted.limit(), 1, MOST_ROWS);
                    var rows = reads.rows(ranges);
                    try {
                        return new RowsResponse(
                                rows.stream().map(range -> first(range, limit)).toList());
                    } finally {
                        rows.forEach(RowIterator::close);
                    }
                });
    }

    private static Rows first(RowIterator rows, int limit) {
        var first = new ArrayList<Row>();
        var row = rows.next();
        while (row != null && first.size() < limit) {
            first.add(
                    new Row(
                            PeerSerdes.text(PeerSerdes.ROW_KEY, row.key),
                            PeerSerdes.text(PeerSerdes.EVENT, row.value)));
            row = rows.next();
        }
        return new Rows(first, row != null);
    }

    @Post("/task")
    byte[] task(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                KeyRequest.class,
                (reads, key) ->
                        new TaskResponse(
                                reads.task(new PairKey(key.owner(), key.member()))
                                        .map(task -> PeerSerdes.text(PeerSerdes.TASK, task))
                                        .orElse(null)));
    }

    @Post("/devices")
    byte[] devices(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                DevicesRequest.class,
                (reads, wanted) -> {
                    var page = reads.devices(wanted.partitions(), wanted.after(), wanted.limit());
                    var devices =
                            page.items().stream()
                                    .map(device ->
                                            new Listed(
                                                    device.deviceKey(),
                                                    device.refs(),
                                                    Optional.ofNullable(device.lastObservedAt())
                                                            .map(Instant::toEpochMilli)
                                                            .orElse(null)))
                                    .toList();
                    return new DevicesResponse(devices, page.next().orElse(null));
                });
    }

    @Post("/campaign")
    byte[] campaign(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                KeyRequest.class,
                (reads, key) -> {
                    var campaign = reads.campaign(key.owner());
                    var activity = campaign.activity();
                    return new CampaignResponse(
                            campaign.progress() instanceof CampaignLookup.Published(var progress)
                                    ? PeerSerdes.text(PeerSerdes.PROGRESS, progress)
                                    : null,
                            !(campaign.progress() instanceof CampaignLookup.Unknown),
                            activity.isPollFailing(),
                            activity.lastReadingAt());
                });
    }

    @Post("/campaigns")
    byte[] campaigns(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                CampaignsRequest.class,
                (reads, wanted) -> {
                    var after =
                            Optional.ofNullable(wanted.after())
                                    .map(last ->
                                            new CampaignPosition(
                                                    last.firstObservedAt(), last.campaign()));
                    return new CampaignsResponse(
                            reads.campaigns(wanted.partitions(), after, wanted.limit()).stream()
                                    .map(progress -> PeerSerdes.text(PeerSerdes.PROGRESS, progress))
                                    .toList());
                });
    }

    @Post("/members")
    byte[] members(@QueryValue boolean copies, @Body byte[] body) {
        return answer(
                copies,
                body,
                MembersRequest.class,
                (reads, wanted) -> {
                    var filter =
                            new MemberFilter(
                                    Optional.ofNullable(wanted.outcome()).map(Outcome::valueOf),
                                    wanted.onlyStuck());
                    var page =
                            reads.members(
                                    wanted.partitions(),
                                    new MemberReader.Request(
                                            wanted.campaign(),
                                            filter,
                                            wanted.after(),
                                            wanted.limit()),
                                    new CampaignActivity(
                                            wanted.isPollFailing(), wanted.lastReadingAt()),
                                    Instant.ofEpochMilli(wanted.now()));
                    var members =
                            page.items().stream()
                                    .map(member ->
                                            new Member(
                                                    member.ref(),
                                                    PeerSerdes.text(
                                                            PeerSerdes.STANDING, member.standing()),
                                                    member.stuck().map(Enum::name).orElse(null)))
                                    .toList();
                    return new MembersResponse(members, page.next().orElse(null));
                });
    }

    private <Q> byte[] answer(
            boolean ofCopies,
            byte[] body,
            Class<Q> type,
            BiFunction<PartitionReads, Q, Object> read) {
        try {
            var asked = read(body, type);
            return ceiling.within(() -> read.apply(ofCopies ? copies : active, asked))
                    .map(PeerMessages::bytes)
                    .orElseThrow(() ->
                            ProblemException.later(
                                    ProblemType.NOT_READY, "too much is read at once", SOON));
        } catch (IOException e) {
            throw ProblemException.of(
                    ProblemType.BAD_BODY, "expected a request of another instance");
        } catch (InvalidStateStoreException e) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, "the stores are opening or moving", SOON, e);
        }
    }
}

package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.poller.poll.Turn.UnreadPage;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.CampaignInfo;
import io.telltale.providers.thingspace.CampaignInfoMapper;
import io.telltale.providers.thingspace.CampaignListPage;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for the campaigns of an account, list after list, a page a turn. ThingSpace gives them only
 * by their state, so a campaign that changes its state meanwhile may be seen twice in a scan or not
 * at all: the last reading counts, and nothing is ever said to be gone.
 *
 * <p>What is said of a campaign is published when it differs from its last reading; then its own
 * task is written too.
 */
final class CampaignsPoll implements Poll {

    private final DiscoverySettings settings;
    private final CampaignInfoMapper mapper;
    private final Function<ListPlace, Answer<CampaignListPage>> lists;

    /**
     * Looks for the campaigns of the task's account.
     *
     * @param lists asks for a page
     */
    CampaignsPoll(DiscoverySettings settings, Function<ListPlace, Answer<CampaignListPage>> lists) {
        this.settings = settings;
        this.mapper = new CampaignInfoMapper(settings.task().getAccount());
        this.lists = lists;
    }

    @Override
    public Turn turn(TaskState state) {
        var place =
                Optional.ofNullable(state.progress().getCursor())
                        .flatMap(text -> ListPlace.parse(text, settings.apis()))
                        .orElseGet(() -> ListPlace.first(settings.apis().getFirst()));
        return switch (lists.apply(place)) {
            case Answer.Refused<CampaignListPage>(var status, var code, _) ->
                    onwards(
                            doubting(state, "%s: HTTP %d %s".formatted(place, status, code)),
                            state,
                            place.nextList(settings.apis()),
                            List.of());
            case Answer.Unreadable<CampaignListPage>(var body, _)
                    when state.skips(new UnreadPage(place.toString(), body)) ->
                    onwards(
                            doubting(state, place + ": a page that cannot be read was passed over"),
                            state,
                            place.nextList(settings.apis()),
                            List.of());
            case Answer<CampaignListPage> answer ->
                    Turns.of(answer, place.toString(), page -> arrived(state, place, page));
        };
    }

    private Turn arrived(TaskState state, ListPlace place, CampaignListPage page) {
        var records = records(state);
        var ids = Row.good(page.campaigns()).stream().map(CampaignInfo::id).toList();
        var known = records.lastReadings(ids);
        var knownBroken = records.brokenNear(place.toString());
        var devices = new LinkedHashMap<String, Long>();
        var broken = new ArrayList<Long>();
        var changed = new ArrayList<Row<CampaignInfo>>();
        for (var row : page.campaigns()) {
            var hash = RowHash.of(row, settings::digest);
            var isNews =
                    switch (row) {
                        case Row.Good<CampaignInfo>(var campaign) -> {
                            devices.put(campaign.id(), hash);
                            yield !Long.valueOf(hash).equals(known.get(campaign.id()));
                        }
                        case Row.Broken<CampaignInfo> _ -> {
                            broken.add(hash);
                            yield !knownBroken.contains(hash);
                        }
                    };
            if (isNews) {
                changed.add(row);
            }
        }
        var writes = new ArrayList<>(news(Row.good(changed), place, state));
        writes.addAll(Write.unread(BrokenRows.of(settings.task(), place.toString(), changed)));
        writes.add(new Write.Page(records.page(place.toString(), devices, broken)));
        return next(state, place, page, writes);
    }

    private List<Write> news(List<CampaignInfo> campaigns, ListPlace place, TaskState state) {
        var writes = new ArrayList<Write>();
        for (var campaign : campaigns) {
            writes.add(new Write.CampaignInfo(mapper.campaign(campaign, state.now())));
            settings.found(campaign, place.api(), state.now())
                    .ifPresent(task -> writes.add(new Write.Found(task)));
        }
        return writes;
    }

    private Turn next(TaskState state, ListPlace place, CampaignListPage page, List<Write> writes) {
        var counted =
                TaskProgress.newBuilder(state.progress())
                        .setSeen(state.progress().getSeen() + page.campaigns().size());
        var after = place.nextList(settings.apis());
        if (!page.hasMore()) {
            return onwards(counted, state, after, writes);
        }
        var next =
                page.next()
                        .map(place::page)
                        .filter(_ -> !page.campaigns().isEmpty())
                        .filter(it -> !it.equals(place) && !isRead(state, it));
        return next.isPresent()
                ? onwards(counted, state, next, writes)
                : onwards(
                        counted.setLastStatus(place + ": no cursor leads to what follows"),
                        state,
                        after,
                        writes);
    }

    /** A page that was read in this scan would lead in a circle. */
    private static boolean isRead(TaskState state, ListPlace place) {
        var page = state.pages().get(place.toString());
        return page != null && page.getScan() == state.progress().getScan();
    }

    private Turn onwards(
            TaskProgress.Builder progress,
            TaskState state,
            Optional<ListPlace> place,
            List<Write> writes) {
        if (place.isPresent()) {
            return Turn.Answered.with(
                    writes,
                    progress.setCursor(place.get().toString()).setObservedAt(state.now()).build(),
                    new Next.AtOnce());
        }
        var all = new ArrayList<>(writes);
        all.add(new Write.Health(health(progress, state)));
        return Turn.Answered.with(
                all,
                TaskProgress.newBuilder(ScanProgress.nextScan(state)).setLastStatus(null).build(),
                new Next.AfterInterval());
    }

    private SourceHealth health(TaskProgress.Builder progress, TaskState state) {
        var doubt = progress.getLastStatus();
        return doubt == null
                ? Healths.scanned(
                        settings.task(),
                        null,
                        progress.getScan(),
                        progress.getSeen(),
                        null,
                        state.now())
                : Healths.incomplete(settings.task(), null, doubt, state.now());
    }

    private static TaskProgress.Builder doubting(TaskState state, String reason) {
        return TaskProgress.newBuilder(state.progress()).setLastStatus(reason);
    }

    private static CampaignRecords records(TaskState state) {
        return new CampaignRecords(state.pages(), state.progress().getScan());
    }
}

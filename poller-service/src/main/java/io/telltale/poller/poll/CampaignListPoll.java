package io.telltale.poller.poll;

import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.campaign.CampaignListEntry;
import io.telltale.providers.thingspace.campaign.CampaignListEntryMapper;
import io.telltale.providers.thingspace.campaign.CampaignListPage;
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
final class CampaignListPoll implements TaskPoll {

    private final DiscoverySettings settings;
    private final CampaignListEntryMapper mapper;
    private final Function<CampaignListPosition, Answer<CampaignListPage>> lists;

    /**
     * Looks for the campaigns of the task's account.
     *
     * @param lists asks for a page
     */
    CampaignListPoll(
            DiscoverySettings settings,
            Function<CampaignListPosition, Answer<CampaignListPage>> lists) {
        this.settings = settings;
        this.mapper = new CampaignListEntryMapper(settings.task().getAccount());
        this.lists = lists;
    }

    @Override
    public PollResult turn(PollInput state) {
        var place =
                Optional.ofNullable(state.progress().getCursor())
                        .flatMap(text -> CampaignListPosition.parse(text, settings.apis()))
                        .orElseGet(() -> CampaignListPosition.first(settings.apis().getFirst()));
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
                    PollResults.of(answer, place.toString(), page -> arrived(state, place, page));
        };
    }

    private PollResult arrived(PollInput state, CampaignListPosition place, CampaignListPage page) {
        var records = records(state);
        var ids = Row.good(page.campaigns()).stream().map(CampaignListEntry::id).toList();
        var known = records.lastReadings(ids);
        var knownBroken = records.brokenNear(place.toString());
        var devices = new LinkedHashMap<String, Long>();
        var broken = new ArrayList<Long>();
        var changed = new ArrayList<Row<CampaignListEntry>>();
        for (var row : page.campaigns()) {
            var hash = RowHash.of(row, settings::digest);
            var isNews =
                    switch (row) {
                        case Row.Good<CampaignListEntry>(var campaign) -> {
                            devices.put(campaign.id(), hash);
                            yield !Long.valueOf(hash).equals(known.get(campaign.id()));
                        }
                        case Row.Broken<CampaignListEntry> _ -> {
                            broken.add(hash);
                            yield !knownBroken.contains(hash);
                        }
                    };
            if (isNews) {
                changed.add(row);
            }
        }
        var writes = new ArrayList<>(news(Row.good(changed), place, state));
        writes.addAll(
                PollOutput.unread(RowDeadLetters.of(settings.task(), place.toString(), changed)));
        writes.add(new PollOutput.Page(records.page(place.toString(), devices, broken)));
        return next(state, place, page, writes);
    }

    private List<PollOutput> news(
            List<CampaignListEntry> campaigns, CampaignListPosition place, PollInput state) {
        var writes = new ArrayList<PollOutput>();
        for (var campaign : campaigns) {
            writes.add(new PollOutput.CampaignInfo(mapper.campaign(campaign, state.now())));
            settings.found(campaign, place.api(), state.now())
                    .ifPresent(task -> writes.add(new PollOutput.Found(task)));
        }
        return writes;
    }

    private PollResult next(
            PollInput state,
            CampaignListPosition place,
            CampaignListPage page,
            List<PollOutput> writes) {
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
    private static boolean isRead(PollInput state, CampaignListPosition place) {
        var page = state.pages().get(place.toString());
        return page != null && page.getScan() == state.progress().getScan();
    }

    private PollResult onwards(
            TaskProgress.Builder progress,
            PollInput state,
            Optional<CampaignListPosition> place,
            List<PollOutput> writes) {
        if (place.isPresent()) {
            return PollResult.Answered.with(
                    writes,
                    progress.setCursor(place.get().toString()).setObservedAt(state.now()).build(),
                    new Next.AtOnce());
        }
        var all = new ArrayList<>(writes);
        all.add(new PollOutput.Health(health(progress, state)));
        return PollResult.Answered.with(
                all,
                TaskProgress.newBuilder(ScanProgress.nextScan(state)).setLastStatus(null).build(),
                new Next.AfterInterval());
    }

    private SourceHealth health(TaskProgress.Builder progress, PollInput state) {
        var doubt = progress.getLastStatus();
        return doubt == null
                ? SourceHealthRecords.scanned(
                        settings.task(),
                        null,
                        progress.getScan(),
                        progress.getSeen(),
                        null,
                        state.now())
                : SourceHealthRecords.incomplete(settings.task(), null, doubt, state.now());
    }

    private static TaskProgress.Builder doubting(PollInput state, String reason) {
        return TaskProgress.newBuilder(state.progress()).setLastStatus(reason);
    }

    private static CampaignRecords records(PollInput state) {
        return new CampaignRecords(state.pages(), state.progress().getScan());
    }
}

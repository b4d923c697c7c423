package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.poller.poll.RowHash;
import io.telltale.poller.poll.SourceHealthRecords;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.campaign.CampaignListEntry;
import io.telltale.providers.thingspace.campaign.CampaignListEntryMapper;
import io.telltale.providers.thingspace.campaign.CampaignListPage;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Discovers the campaigns of an account, list after list, one page per poll. ThingSpace lists them
 * by state, so a campaign whose state changes meanwhile may be seen twice in a scan or not at all:
 * the last reading counts, and none is ever published as removed.
 *
 * <p>A campaign is published when it differs from its last reading, together with the task that
 * polls it.
 */
public final class CampaignListPoll implements TaskPoll {

    private final DiscoverySettings settings;
    private final CampaignListEntryMapper mapper;
    private final Function<CampaignListPosition, Answer<CampaignListPage>> lists;

    /**
     * Discovers the campaigns of the task's account.
     *
     * @throws java.time.DateTimeException if a parameter is no length of time
     */
    public static CampaignListPoll of(PollTask task, ThingSpaceClients clients) {
        return new CampaignListPoll(
                DiscoverySettings.of(task),
                place ->
                        clients.lists()
                                .fetch(
                                        task.getAccount(),
                                        place.status(),
                                        place.after(),
                                        place.api()));
    }

    /**
     * Discovers the campaigns of the task's account.
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
    public PollResult poll(PollInput input) {
        var place =
                Optional.ofNullable(input.progress().getCursor())
                        .flatMap(text -> CampaignListPosition.parse(text, settings.apis()))
                        .orElseGet(() -> CampaignListPosition.first(settings.apis().getFirst()));
        return switch (lists.apply(place)) {
            case Answer.Refused<CampaignListPage>(var status, var code, _) ->
                    onwards(
                            doubting(input, "%s: HTTP %d %s".formatted(place, status, code)),
                            input,
                            place.nextList(settings.apis()),
                            List.of());
            case Answer.Unreadable<CampaignListPage>(var body, _)
                    when input.skips(new UnreadPage(place.toString(), body)) ->
                    onwards(
                            doubting(input, place + ": a page that cannot be read was passed over"),
                            input,
                            place.nextList(settings.apis()),
                            List.of());
            case Answer<CampaignListPage> answer ->
                    PollResult.of(answer, place.toString(), page -> arrived(input, place, page));
        };
    }

    private PollResult arrived(PollInput input, CampaignListPosition place, CampaignListPage page) {
        var records = records(input);
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
        var outputs = new ArrayList<>(news(Row.good(changed), place, input));
        outputs.addAll(PollOutput.unreadable(settings.task(), place.toString(), changed));
        outputs.add(new PollOutput.Page(records.page(place.toString(), devices, broken)));
        return next(input, place, page, outputs);
    }

    private List<PollOutput> news(
            List<CampaignListEntry> campaigns, CampaignListPosition place, PollInput input) {
        var outputs = new ArrayList<PollOutput>();
        for (var campaign : campaigns) {
            outputs.add(new PollOutput.CampaignInfo(mapper.campaign(campaign, input.now())));
            settings.found(campaign, place.api(), input.now())
                    .ifPresent(task -> outputs.add(new PollOutput.DiscoveredTask(task)));
        }
        return outputs;
    }

    private PollResult next(
            PollInput input,
            CampaignListPosition place,
            CampaignListPage page,
            List<PollOutput> outputs) {
        var counted = input.reached().setSeen(input.progress().getSeen() + page.campaigns().size());
        var after = place.nextList(settings.apis());
        if (!page.hasMore()) {
            return onwards(counted, input, after, outputs);
        }
        var next =
                page.next()
                        .map(place::page)
                        .filter(_ -> !page.campaigns().isEmpty())
                        .filter(it -> !it.equals(place) && !isRead(input, it));
        return next.isPresent()
                ? onwards(counted, input, next, outputs)
                : onwards(
                        counted.setLastStatus(place + ": no cursor leads to what follows"),
                        input,
                        after,
                        outputs);
    }

    /** A page that was read in this scan would lead in a circle. */
    private static boolean isRead(PollInput input, CampaignListPosition place) {
        var page = input.pages().get(place.toString());
        return page != null && page.getScan() == input.progress().getScan();
    }

    private PollResult onwards(
            TaskProgress.Builder progress,
            PollInput input,
            Optional<CampaignListPosition> place,
            List<PollOutput> outputs) {
        if (place.isPresent()) {
            return PollResult.Answered.with(
                    outputs, progress.setCursor(place.get().toString()).build(), new Next.AtOnce());
        }
        var all = new ArrayList<>(outputs);
        all.add(health(progress, input));
        return PollResult.Answered.with(all, input.nextScan().build(), new Next.AfterInterval());
    }

    private PollOutput.Health health(TaskProgress.Builder progress, PollInput input) {
        var doubt = progress.getLastStatus();
        return doubt == null
                ? SourceHealthRecords.scanned(
                        settings.task(),
                        null,
                        progress.getScan(),
                        progress.getSeen(),
                        null,
                        input.now())
                : SourceHealthRecords.incomplete(settings.task(), null, doubt, input.now());
    }

    private static TaskProgress.Builder doubting(PollInput input, String reason) {
        return input.reached().setLastStatus(reason);
    }

    private static CampaignRecords records(PollInput input) {
        return new CampaignRecords(input.pages(), input.progress().getScan());
    }
}

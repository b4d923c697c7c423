package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.poller.poll.SourceHealthRecords;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.thingspace.ThingSpaceClients;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.campaign.CampaignRejection;
import io.telltale.providers.thingspace.campaign.CampaignReportPage;
import io.telltale.providers.thingspace.campaign.CampaignReportRow;
import io.telltale.providers.thingspace.campaign.CampaignReportRowMapper;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scans the devices of a software-upgrade campaign, one page per poll. Only rows that changed since
 * their device was read last are published; the scan number, which is part of their event ids,
 * moves on in the transaction that ends a scan, so a page fetched again after a crash has the same
 * ids.
 *
 * <p>A scan is whole when ThingSpace reports that no page follows. Then the devices on none of its
 * pages are published as removed, in as many polls as it takes, and the scan as completed. From an
 * incomplete scan no device is removed.
 */
public final class CampaignReportPoll implements TaskPoll {

    private static final String FIRST = "0";
    private static final String IMEI = "imei";

    /** In place of a cursor: all pages are read, removals are being published. */
    private static final String ENDING = "end";

    private final PolledCampaign campaign;
    private final CampaignReportRowMapper mapper;
    private final Function<Optional<String>, Answer<CampaignReportPage>> report;

    /**
     * Polls the campaign of a task.
     *
     * @throws IllegalArgumentException if a parameter is wrong
     * @throws java.time.DateTimeException if one is no time
     */
    public static CampaignReportPoll of(PollTask task, ThingSpaceClients clients) {
        var campaign = PolledCampaign.of(task);
        return new CampaignReportPoll(
                campaign,
                cursor ->
                        clients.campaigns()
                                .fetch(
                                        campaign.ref().account(),
                                        campaign.ref().campaignId(),
                                        cursor,
                                        campaign.api()));
    }

    /**
     * Polls one campaign.
     *
     * @param report asks for the page after a cursor
     */
    CampaignReportPoll(
            PolledCampaign campaign,
            Function<Optional<String>, Answer<CampaignReportPage>> report) {
        this.campaign = campaign;
        this.mapper =
                new CampaignReportRowMapper(campaign.ref().account(), campaign.ref().campaignId());
        this.report = report;
    }

    @Override
    public PollResult poll(PollInput input) {
        var cursor = Optional.ofNullable(input.progress().getCursor());
        if (cursor.filter(ENDING::equals).isPresent()) {
            return ended(input, List.of(), records(input), input.progress());
        }
        var answer = report.apply(cursor);
        return hopeless(input, cursor, answer)
                .map(reason -> incomplete(input, List.of(), reason))
                .orElseGet(() ->
                        PollResult.of(
                                answer,
                                cursor.orElse(FIRST),
                                page -> arrived(input, cursor.orElse(FIRST), page)));
    }

    /** Why the scan ends with this answer, if a retry is of no use. */
    private Optional<String> hopeless(
            PollInput input, Optional<String> cursor, Answer<CampaignReportPage> answer) {
        return switch (answer) {
            case Answer.Refused<CampaignReportPage> refused ->
                    switch (CampaignRejection.of(refused)) {
                        case INVALID_CURSOR -> cursor.map(_ -> "the cursor is no longer taken");
                        case UNKNOWN_CAMPAIGN ->
                                campaign.isOver(input.now())
                                        ? Optional.of("the campaign is over and unknown by now")
                                        : Optional.empty();
                        case OTHER -> Optional.empty();
                    };
            case Answer.Unreadable<CampaignReportPage>(var body, _) ->
                    input.skips(new UnreadPage(cursor.orElse(FIRST), body))
                            ? Optional.of("a page that cannot be read was passed over")
                            : Optional.empty();
            case Answer<CampaignReportPage> _ -> Optional.empty();
        };
    }

    private PollResult arrived(PollInput input, String cursor, CampaignReportPage page) {
        if (page.hasMore() && page.devices().isEmpty()) {
            return incomplete(input, List.of(), "an empty page reports that more follows");
        }
        var before = records(input);
        var read = new CampaignPageDiff(cursor, page.devices(), before);
        var outputs = new ArrayList<>(events(read, before, input));
        outputs.addAll(PollOutput.unreadable(campaign.task(), cursor, read.changed()));
        var record = read.record();
        outputs.add(new PollOutput.Page(record));
        var next = page.next().filter(after -> isAfter(after, cursor));
        if (!page.hasMore()) {
            return ended(input, outputs, before.with(record), counted(input, page, read));
        }
        return next.<PollResult>map(after ->
                        PollResult.Answered.with(
                                outputs,
                                TaskProgress.newBuilder(counted(input, page, read))
                                        .setCursor(after)
                                        .build(),
                                new Next.AtOnce()))
                .orElseGet(() -> incomplete(input, outputs, "the cursor does not grow"));
    }

    private List<PollOutput> events(CampaignPageDiff read, CampaignRecords known, PollInput input) {
        var scan = input.progress().getScan();
        return Row.good(read.changed()).stream()
                .<PollOutput>map(device ->
                        new PollOutput.DeviceEvent(
                                isBack(device, known)
                                        ? mapper.returned(device, scan, input.now())
                                        : mapper.event(device, scan, input.now()),
                                new ProviderDeviceId(IMEI, device.imei())))
                .toList();
    }

    /** Only where rows have times, which may be older than the removal. */
    private static boolean isBack(CampaignReportRow device, CampaignRecords known) {
        var imei = device.imei();
        return device.updatedTime().isPresent()
                && known.wasRemoved(imei)
                && known.lastReadings(List.of(imei)).isEmpty();
    }

    private static TaskProgress counted(
            PollInput input, CampaignReportPage page, CampaignPageDiff read) {
        var progress = input.progress();
        var doubt = read.hidesDevice() ? "a row names no device" : progress.getLastStatus();
        return input.reached()
                .setSeen(progress.getSeen() + page.devices().size())
                .setTotal(boxed(page.reportedDevices()))
                .setLastStatus(doubt)
                .build();
    }

    private PollResult ended(
            PollInput input,
            List<PollOutput> pageOutputs,
            CampaignRecords records,
            TaskProgress now) {
        var doubt = doubt(now, records);
        if (doubt.isPresent()) {
            return incomplete(input, pageOutputs, doubt.get());
        }
        var removals = records.removals(campaign.hasTimes());
        var outputs = new ArrayList<>(pageOutputs);
        var scan = now.getScan();
        removals.devices()
                .forEach(imei ->
                        outputs.add(
                                new PollOutput.DeviceEvent(
                                        mapper.removed(imei, scan, input.now()),
                                        new ProviderDeviceId(IMEI, imei))));
        outputs.addAll(removals.outputs());
        if (!removals.whole()) {
            var ending = TaskProgress.newBuilder(now).setCursor(ENDING).build();
            return PollResult.Answered.with(outputs, ending, new Next.AtOnce());
        }
        outputs.add(
                SourceHealthRecords.scanned(
                        campaign.task(),
                        campaign.ref().toString(),
                        scan,
                        now.getSeen(),
                        now.getTotal(),
                        input.now()));
        return over(input, outputs, input.nextScan().setTotal(now.getTotal()));
    }

    /** The scan ends; of a campaign that is over it was the last, whole or not. */
    private PollResult over(PollInput input, List<PollOutput> outputs, TaskProgress.Builder next) {
        var isLast = campaign.isOver(input.now());
        return PollResult.Answered.with(
                outputs,
                next.setDone(isLast).build(),
                isLast ? new Next.Never() : new Next.AfterInterval());
    }

    /** Why a scan that reached its end may not be whole. */
    private static Optional<String> doubt(TaskProgress now, CampaignRecords records) {
        var total = now.getTotal();
        if (now.getSeen() == 0 && total != null && total > 0 && !records.isEmpty()) {
            return Optional.of("no device came of %d".formatted(total));
        }
        return Optional.ofNullable(now.getLastStatus());
    }

    private PollResult incomplete(PollInput input, List<PollOutput> pageOutputs, String reason) {
        var outputs = new ArrayList<>(pageOutputs);
        var scan = input.progress().getScan();
        outputs.add(
                SourceHealthRecords.incomplete(
                        campaign.task(),
                        campaign.ref().toString(),
                        "scan %d is not whole: %s".formatted(scan, reason),
                        input.now()));
        return over(input, outputs, input.nextScan());
    }

    private static CampaignRecords records(PollInput input) {
        return new CampaignRecords(input.pages(), input.progress().getScan());
    }

    private static boolean isAfter(String cursor, String before) {
        return cursor.length() != before.length()
                ? cursor.length() > before.length()
                : cursor.compareTo(before) > 0;
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}

package io.telltale.streams.fold;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.event.OutcomeWords;
import io.telltale.schemas.event.Reason;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the readings of a campaign's devices, or the pushes to them, come to. */
public final class Campaigns {

    private static final int MOST_REASONS = 50;

    private static final Comparator<CampaignMember> ORDER =
            Comparator.comparing(CampaignMember::getOrderedAt)
                    .thenComparingLong(CampaignMember::getReading)
                    .thenComparing(CampaignMember::getEventId);

    private static final Comparator<ReasonCount> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(ReasonCount::getDevices)
                    .reversed()
                    .thenComparing(ReasonCount::getOutcome)
                    .thenComparing(ReasonCount::getProviderStatus)
                    .thenComparing(
                            ReasonCount::getReason,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private Campaigns() {}

    /** The device as a member, by this reading. */
    public static CampaignMember member(DeviceStatusEvent reading) {
        return CampaignMember.newBuilder()
                .setRef(reading.getDevices().getFirst())
                .setOutcome(reading.getOutcome())
                .setProviderStatus(reading.getProviderStatus())
                .setReason(reading.getReason())
                .setOccurredAt(reading.getOccurredAt())
                .setObservedAt(reading.getObservedAt())
                .setOrderedAt(Tasks.orderAt(reading))
                .setReading(reading.getReading())
                .setEventId(reading.getEventId())
                .build();
    }

    /**
     * The device, or profile, as a member, by a push to it. Of pushes of the same second the one
     * that we saw later counts: a push that turns to failed keeps its time. One that does not tell
     * whether it failed counts only where none does.
     */
    public static CampaignMember member(PushActionEvent push) {
        var outcome = OutcomeWords.ofPush(push.getFailed());
        return CampaignMember.newBuilder()
                .setRef(push.getDevices().getFirst())
                .setOutcome(outcome)
                .setProviderStatus(word(push.getFailed()))
                .setReason(push.getErrorMessage())
                .setOccurredAt(push.getOccurredAt())
                .setObservedAt(push.getObservedAt())
                .setOrderedAt(OrderTime.of(push.getOccurredAt(), push.getObservedAt()))
                .setReading(push.getFailed() == null ? 0 : push.getObservedAt().toEpochMilli())
                .setEventId(push.getEventId())
                .build();
    }

    /** Xtremepush has a number for it and no word. */
    private static String word(@Nullable Boolean failed) {
        if (failed == null) {
            return "unknown";
        }
        return failed ? "failed" : "sent";
    }

    /** The campaign of a push; empty where its id cannot be written as a campaign ref. */
    public static Optional<CampaignRef> campaignRef(PushActionEvent push) {
        try {
            return Optional.of(new CampaignRef(push.getProject(), push.getCampaignId()));
        } catch (MalformedRef _) {
            return Optional.empty();
        }
    }

    /** Whether the reading is later than the one that is known. */
    public static boolean supersedes(CampaignMember reading, @Nullable CampaignMember known) {
        return known == null || ORDER.compare(reading, known) > 0;
    }

    /** Where the member is counted, with a count of zero; empty once it is removed. */
    public static Optional<ReasonCount> tally(@Nullable CampaignMember member) {
        if (member == null || member.getOutcome() == Outcome.REMOVED) {
            return Optional.empty();
        }
        return Optional.of(
                ReasonCount.newBuilder()
                        .setOutcome(member.getOutcome())
                        .setProviderStatus(member.getProviderStatus())
                        .setReason(Reason.normalized(member.getReason()))
                        .setDevices(0)
                        .build());
    }

    /** Name of a tally: 32 hex digits. */
    public static String tallyId(ReasonCount tally) {
        return EventId.of(tally.getOutcome().name(), tally.getProviderStatus(), tally.getReason());
    }

    /** The campaign as a whole before anything is known of it. */
    public static CampaignHead unknown(Provider provider, Instant observedAt) {
        return CampaignHead.newBuilder()
                .setProvider(provider)
                .setScan(0)
                .setChanges(0)
                .setLastObservedAt(observedAt)
                .build();
    }

    /** The campaign as a whole after a reading that changed where a device stands. */
    public static CampaignHead with(CampaignHead head, CampaignMember reading) {
        var at = reading.getObservedAt();
        var first = head.getFirstObservedAt();
        return changed(head, at)
                .setFirstObservedAt(first == null ? at : Times.earlier(first, at))
                .setLastReadingAt(Times.latest(head.getLastReadingAt(), at))
                .build();
    }

    /**
     * The campaign as a whole after a reading that came too late to say where a device stands: it
     * may still be the first we saw, or the last.
     */
    public static CampaignHead withLate(CampaignHead head, CampaignMember reading) {
        var at = reading.getObservedAt();
        var first = head.getFirstObservedAt();
        var isFirst = first == null || at.isBefore(first);
        return (isFirst ? changed(head, at) : CampaignHead.newBuilder(head))
                .setFirstObservedAt(isFirst ? at : first)
                .setLastReadingAt(Times.latest(head.getLastReadingAt(), at))
                .build();
    }

    /**
     * The campaign as a whole after a poll of it. A scan counts only if it is later than the last
     * one known.
     *
     * @param now our time of the record
     */
    public static CampaignHead with(CampaignHead head, SourceHealth health, Instant now) {
        var isFailing = health.getLastError() != null;
        var scan = health.getScan();
        if (scan == null || scan.getNumber() <= head.getScan()) {
            var same = head.getChanges() == 0 ? changed(head, now) : CampaignHead.newBuilder(head);
            return same.setIsPollFailing(isFailing).build();
        }
        return changed(head, Times.later(now, scan.getCompletedAt()))
                .setIsPollFailing(isFailing)
                .setReportedDevices(scan.getReportedRows())
                .setScan(scan.getNumber())
                .setLastScanAt(scan.getCompletedAt())
                .build();
    }

    /** The campaign as a whole after its provider told of it; an older word changes nothing. */
    public static CampaignHead with(CampaignHead head, Campaign info) {
        var known = head.getInfo();
        return known != null && info.getObservedAt().isBefore(known.getObservedAt())
                ? head
                : changed(head, info.getObservedAt()).setInfo(info).build();
    }

    /** The campaign as a whole when only time has gone on. */
    public static CampaignHead again(CampaignHead head, Instant now) {
        return changed(head, now).build();
    }

    private static CampaignHead.Builder changed(CampaignHead head, Instant at) {
        return CampaignHead.newBuilder(head)
                .setLastObservedAt(Times.later(head.getLastObservedAt(), at))
                .setChanges(head.getChanges() + 1);
    }

    private static TaskKind kind(Provider provider) {
        return provider == Provider.XTREMEPUSH ? TaskKind.PUSH : TaskKind.SOFTWARE_UPGRADE;
    }

    /**
     * How far the campaign is.
     *
     * @param stuck how many of its devices are stuck
     */
    public static CampaignProgress progress(
            CampaignRef ref, CampaignHead head, List<ReasonCount> tallies, long stuck) {
        var byOutcome = new HashMap<String, Long>();
        tallies.forEach(
                tally -> byOutcome.merge(tally.getOutcome().name(), tally.getDevices(), Long::sum));
        var progress =
                CampaignProgress.newBuilder()
                        .setCampaignRef(ref.toString())
                        .setKind(kind(head.getProvider()))
                        .setProvider(head.getProvider())
                        .setAccount(ref.account())
                        .setCampaignId(ref.campaignId())
                        .setReportedDevices(head.getReportedDevices())
                        .setDevices(byOutcome.values().stream().mapToLong(Long::longValue).sum())
                        .setByOutcome(byOutcome)
                        .setByReason(
                                tallies.stream()
                                        .sorted(MOST_FREQUENT_FIRST)
                                        .limit(MOST_REASONS)
                                        .toList())
                        .setLastScanAt(head.getLastScanAt())
                        .setFirstObservedAt(head.getFirstObservedAt())
                        .setStuck(stuck);
        var info = head.getInfo();
        if (info != null) {
            progress.setName(info.getName())
                    .setProviderStatus(info.getProviderStatus())
                    .setStartsOn(info.getStartsOn())
                    .setEndsOn(info.getEndsOn());
        }
        return progress.build();
    }
}

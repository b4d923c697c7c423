package io.telltale.streams.campaign;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.event.OutcomeTable;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.streams.record.CampaignStanding;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes campaign readings from events, and orders them. */
public final class CampaignStandings {

    private static final Comparator<CampaignStanding> ORDER =
            Comparator.comparingLong(CampaignStanding::getOrderAt)
                    .thenComparingLong(CampaignStanding::getReading)
                    .thenComparingLong(CampaignStanding::getObservedAt)
                    .thenComparing(CampaignStanding::getEventId);

    private CampaignStandings() {}

    /** The reading of a campaign in an event; empty where the event belongs to none. */
    public static Optional<CampaignReading> of(Event event) {
        return switch (event) {
            case Event.Status(var status) -> of(status);
            case Event.PushAction(var push) -> of(push);
            case Event.Sms _ -> Optional.empty();
        };
    }

    /** The reading of a device of a software upgrade; empty for other tasks. */
    public static Optional<CampaignReading> of(DeviceStatusEvent event) {
        return campaignRef(event)
                .map(campaign ->
                        new CampaignReading(
                                campaign.toString(),
                                event.getDevices().getFirst(),
                                event.getProvider(),
                                standing(
                                        new Result(
                                                event.getOutcome(),
                                                event.getProviderStatus(),
                                                event.getReason()),
                                        event.getOccurredAt(),
                                        event.getObservedAt(),
                                        event.getReading(),
                                        event.getEventId())));
    }

    /**
     * The reading of a device, or profile, of a push campaign. Of pushes of one second the one seen
     * later counts: a push that turns to failed keeps its time. A push of unknown success counts
     * only where none of a known one does.
     */
    public static Optional<CampaignReading> of(PushActionEvent event) {
        var failed = event.getFailed();
        var observedAt = event.getObservedAt();
        return campaignRef(event)
                .map(campaign ->
                        new CampaignReading(
                                campaign.toString(),
                                event.getDevices().getFirst(),
                                event.getProvider(),
                                standing(
                                        new Result(
                                                OutcomeTable.ofPush(failed),
                                                status(failed),
                                                event.getErrorMessage()),
                                        event.getOccurredAt(),
                                        observedAt,
                                        failed == null ? 0 : observedAt.toEpochMilli(),
                                        event.getEventId())));
    }

    /** The campaign of an upgrade; empty for other tasks and ids that are no campaign ref. */
    public static Optional<CampaignRef> campaignRef(DeviceStatusEvent event) {
        var account = event.getAccount();
        return event.getTaskKind() != TaskKind.SOFTWARE_UPGRADE || account == null
                ? Optional.empty()
                : ref(account, event.getTaskId());
    }

    /** The campaign of a push; empty where its id is no campaign ref. */
    public static Optional<CampaignRef> campaignRef(PushActionEvent event) {
        return ref(event.getProject(), event.getCampaignId());
    }

    private static Optional<CampaignRef> ref(String account, String campaignId) {
        try {
            return Optional.of(new CampaignRef(account, campaignId));
        } catch (MalformedRefException _) {
            return Optional.empty();
        }
    }

    /** Whether a reading is later than the one that is known. */
    static boolean supersedes(CampaignStanding reading, @Nullable CampaignStanding known) {
        return known == null || ORDER.compare(reading, known) > 0;
    }

    private record Result(Outcome outcome, String providerStatus, @Nullable String reason) {}

    private static CampaignStanding standing(
            Result result,
            @Nullable Instant occurredAt,
            Instant observedAt,
            long reading,
            String eventId) {
        return new CampaignStanding(
                result.outcome(),
                result.providerStatus(),
                result.reason(),
                occurredAt == null ? null : occurredAt.toEpochMilli(),
                observedAt.toEpochMilli(),
                OrderTime.of(occurredAt, observedAt).toEpochMilli(),
                reading,
                eventId,
                TallyKey.id(result.outcome(), result.providerStatus(), result.reason()));
    }

    /** Xtremepush has a number for it and no status. */
    private static String status(@Nullable Boolean failed) {
        if (failed == null) {
            return "unknown";
        }
        return failed ? "failed" : "sent";
    }
}

package io.telltale.schemas.event;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes into the id of an event, family by family.
 *
 * <p>Never in it: the request id of a history request, encoding, callback count and our own clock,
 * because these differ when the same fact is repeated.
 *
 * @param provider of the events
 * @param account account or project, null where there is none
 * @param channel of the events: the same fact has one id per channel
 */
public record EventIds(Provider provider, @Nullable String account, Channel channel) {

    /** A status that carries the provider's own time (ThingSpace v3). */
    public String statusAt(
            TaskKind kind,
            String taskId,
            DeviceRef ref,
            String status,
            @Nullable String reason,
            Instant occurredAt) {
        return id(
                "status",
                kind.name(),
                taskId,
                ref.toString(),
                status,
                ReasonText.normalized(reason),
                occurredAt.toString());
    }

    /**
     * A status without a time (ThingSpace v2, Graph): a reading.
     *
     * @param reading scan or turn number of the checkpoint; a page fetched again has the same one
     */
    public String statusReading(
            TaskKind kind,
            String taskId,
            DeviceRef ref,
            String status,
            @Nullable String reason,
            long reading) {
        return id(
                "status",
                kind.name(),
                taskId,
                ref.toString(),
                status,
                ReasonText.normalized(reason),
                Long.toString(reading));
    }

    /**
     * A row of an SMS history.
     *
     * @param peer the other end's number, null where unknown
     * @param deliveryStatus the raw delivery status: a new one is a new fact of the same SMS
     * @param occurrence how many rows equal but for the status came before in this answer, from 0
     */
    public String smsInHistory(
            List<DeviceRef> refs,
            SmsDirection direction,
            @Nullable String peer,
            @Nullable Instant occurredAt,
            @Nullable String text,
            @Nullable String deliveryStatus,
            int occurrence) {
        return id(
                "sms",
                joined(refs),
                direction.name(),
                peer,
                text(occurredAt),
                EventId.textDigest(text),
                deliveryStatus,
                Integer.toString(occurrence));
    }

    /**
     * A row of the SMS queue.
     *
     * @param occurrence how many equal rows came before, in earlier blocks and in this one, from 0
     */
    public String smsInQueue(
            List<DeviceRef> refs,
            @Nullable Instant occurredAt,
            @Nullable String text,
            int occurrence) {
        return id(
                "sms",
                joined(refs),
                text(occurredAt),
                EventId.textDigest(text),
                Integer.toString(occurrence));
    }

    /**
     * The id of an SMS in a live callback.
     *
     * @param when the provider's time; where it tells none the request id, else a digest of the
     *     body without callback count and credentials
     * @param occurrence the request id, which tells twins apart and which retries share; where
     *     there is none, the number of the sighting
     */
    public String smsLive(
            List<DeviceRef> refs, String when, @Nullable String text, String occurrence) {
        return id("sms", joined(refs), when, EventId.textDigest(text), occurrence);
    }

    /**
     * A push action of one device or profile.
     *
     * @param rowId the row's own id where it can be selected, else null
     */
    public String pushAction(
            String project,
            String campaignId,
            String actionId,
            DeviceRef ref,
            @Nullable Instant createdAt,
            @Nullable Boolean failed,
            @Nullable String errorMessage,
            @Nullable String rowId) {
        return id(
                "push",
                project,
                campaignId,
                actionId,
                ref.toString(),
                text(createdAt),
                failed == null ? null : failed.toString(),
                errorMessage,
                rowId);
    }

    private String id(String family, @Nullable String... parts) {
        var all = new @Nullable String[parts.length + 4];
        all[0] = family;
        all[1] = provider.name();
        all[2] = account == null ? "" : account;
        all[3] = channel.name();
        System.arraycopy(parts, 0, all, 4, parts.length);
        return EventId.of(all);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String joined(List<DeviceRef> refs) {
        return DeviceRef.sorted(refs).stream()
                .map(DeviceRef::toString)
                .collect(Collectors.joining(" "));
    }
}

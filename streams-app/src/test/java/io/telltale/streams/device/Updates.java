package io.telltale.streams.device;

import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.record.AccountCard;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.ReadingRun;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.sms.SmsRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds what refs send to their device, for tests. */
final class Updates {

    static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private Updates() {}

    static DeviceUpdate part(RefPart part) {
        return new DeviceUpdate(part, null, null);
    }

    static DeviceUpdate sms(SmsEvent event) {
        return new DeviceUpdate(
                null, SmsRows.of(event.getDevices().getFirst(), event, false), null);
    }

    static DeviceUpdate smsGone(SmsEvent event) {
        return new DeviceUpdate(null, SmsRows.of(event.getDevices().getFirst(), event, true), null);
    }

    static DeviceUpdate roster(DeviceIdentity roster) {
        return new DeviceUpdate(null, null, roster);
    }

    /** A part of a ref that belongs to its device since ever, without rows. */
    static RefPart.Builder bare(String ref, long epoch) {
        return RefPart.newBuilder().setRef(ref).setEpoch(epoch).setIsGone(false);
    }

    /** The same with a row. */
    static RefPart.Builder filled(String ref, long epoch) {
        return bare(ref, epoch).setCard(card("0000123456-00001", 0, 0));
    }

    static RefPart gone(String ref, long epoch) {
        return bare(ref, epoch).setIsGone(true).build();
    }

    /** A card with one row of an account. */
    static Card card(String account, long firstSecond, long lastSecond) {
        var first = NOW + firstSecond * 1000;
        var last = NOW + lastSecond * 1000;
        return Card.newBuilder()
                .setRows(1)
                .setNewestAt(last)
                .setFirstObservedAt(first)
                .setLastObservedAt(last)
                .setAccounts(
                        List.of(
                                AccountCard.newBuilder()
                                        .setProvider(Provider.THINGSPACE)
                                        .setAccount(account)
                                        .setFirstObservedAt(first)
                                        .setLastObservedAt(last)
                                        .build()))
                .build();
    }

    /** The identity of a key ref whose members belong to it since ever. */
    static DeviceIdentity identity(String key, long epoch, Member... members) {
        return DeviceIdentity.newBuilder()
                .setRef(key)
                .setDeviceKey(key)
                .setEpoch(epoch)
                .setIntervals(List.of(new ValidityInterval(null, null, key)))
                .setMembers(List.of(members))
                .build();
    }

    static Member member(String ref, @Nullable Instant since, long epoch) {
        return Member.newBuilder()
                .setRef(ref)
                .setSince(since)
                .setSource(LinkSource.LEARNED)
                .setEvidence("event")
                .setEpoch(epoch)
                .build();
    }

    /** A reading of a task; its id orders readings of one second. */
    record Reading(long second, String status, @Nullable String reason, boolean isTimed) {

        ReadingPlace place(String ref) {
            var at = NOW + second * 1000;
            return new ReadingPlace(at, second, at + 500, ref + second + status);
        }
    }

    static Reading reading(long second, String status) {
        return new Reading(second, status, null, false);
    }

    static TaskHistory history(String ref, Reading... readings) {
        return history(ref, "task", null, readings);
    }

    /** What some readings of one task under one ref come to, one or more, in any order. */
    static TaskHistory history(
            String ref, String task, @Nullable CommandDetail command, Reading... readings) {
        var sorted =
                Arrays.stream(readings).sorted(Comparator.comparingLong(Reading::second)).toList();
        var runs = new ArrayList<ReadingRun>();
        for (var reading : sorted) {
            var reason = ReasonText.normalized(reading.reason());
            var place = reading.place(ref);
            var before = runs.isEmpty() ? null : runs.getLast();
            var isSame =
                    before != null
                            && before.getProviderStatus().equals(reading.status())
                            && Objects.equals(before.getReason(), reason);
            if (isSame) {
                runs.removeLast();
            }
            runs.add(
                    new ReadingRun(
                            outcome(reading.status()),
                            reading.status(),
                            reason,
                            isSame ? Objects.requireNonNull(before).getFirst() : place,
                            place,
                            reading.isTimed()));
        }
        var last = sorted.getLast();
        var kept = runs.subList(Math.max(0, runs.size() - 32), runs.size());
        return TaskHistory.newBuilder()
                .setKind(command == null ? TaskKind.SOFTWARE_UPGRADE : TaskKind.COMMAND)
                .setTaskId(task)
                .setRef(ref)
                .setProvider(Provider.THINGSPACE)
                .setAccount("account")
                .setCampaignRef(command == null ? "account:" + task : null)
                .setOutcome(outcome(last.status()))
                .setProviderStatus(last.status())
                .setReason(last.reason())
                .setOccurredAt(last.isTimed() ? NOW + last.second() * 1000 : null)
                .setLast(last.place(ref))
                .setCommand(command)
                .setCommandAt(command == null ? null : last.place(ref))
                .setRuns(List.copyOf(kept))
                .setIsCut(kept.size() < runs.size())
                .build();
    }

    static Outcome outcome(String status) {
        return switch (status) {
            case "UpgradePending" -> Outcome.PENDING;
            case "UpgradeSuccess" -> Outcome.SUCCEEDED;
            case "UpgradeFailed" -> Outcome.FAILED;
            default -> Outcome.UNKNOWN;
        };
    }

    static CommandDetail command(@Nullable String payload, @Nullable String responsePayload) {
        return CommandDetail.newBuilder()
                .setPayload(payload)
                .setResponsePayload(responsePayload)
                .build();
    }
}

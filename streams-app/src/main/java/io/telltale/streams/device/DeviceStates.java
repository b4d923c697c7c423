package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.RefPart;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the state of a device of its parts and its card: pure functions. */
public final class DeviceStates {

    private static final int MOST_REFS = 64;

    private DeviceStates() {}

    /**
     * Whether some parts are, or were, a device: a ref has rows, or two refs are there without any.
     * A single ref without rows is none.
     */
    public static boolean isDevice(Collection<RefPart> parts) {
        return cards(parts).findAny().isPresent()
                || parts.stream().map(RefPart::getRef).distinct().limit(2).count() > 1;
    }

    /**
     * Whether they are a device at a time. One whose refs all belong to others then has its history
     * still, but neither lists nor {@code device.state.v1} have it.
     */
    static boolean isDeviceAt(Instant time, Collection<RefPart> parts) {
        var at = time.toEpochMilli();
        return isDevice(parts) && parts.stream().anyMatch(part -> contains(part, at));
    }

    /** The first begin or end of a part after a time, in milliseconds; null without one. */
    static @Nullable Long nextBoundary(Instant time, Collection<RefPart> parts) {
        var at = time.toEpochMilli();
        return parts.stream()
                .flatMap(part -> Stream.of(part.getValidFrom(), part.getValidTo()))
                .filter(Objects::nonNull)
                .filter(boundary -> boundary > at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The state with the refs that belonged to the device at a time. */
    public static DeviceState at(
            Instant time, String deviceKey, Collection<RefPart> parts, @Nullable DeviceCard card) {
        return state(deviceKey, parts, card, part -> contains(part, time.toEpochMilli()));
    }

    /** The same with the latest tasks only where it would be more than brokers take. */
    static DeviceState fitting(DeviceState state) {
        if (!EncodedSize.isTooLarge(state)) {
            return state;
        }
        var room = EncodedSize.LARGEST - EncodedSize.of(withTasks(state, List.of()));
        return withTasks(state, EncodedSize.firstWithin(room, state.getTasks()));
    }

    private static DeviceState state(
            String deviceKey,
            Collection<RefPart> parts,
            @Nullable DeviceCard card,
            Predicate<RefPart> isMember) {
        return new DeviceState(
                deviceKey,
                refs(parts, isMember),
                DeviceAccounts.of(cards(parts).toList()),
                firstObservedAt(parts),
                lastObservedAt(parts),
                DeviceTasks.of(parts),
                DeviceCards.counts(card),
                pushes(parts));
    }

    private static List<String> refs(Collection<RefPart> parts, Predicate<RefPart> isMember) {
        return parts.stream()
                .filter(isMember)
                .map(part -> DeviceRef.parse(part.getRef()))
                .distinct()
                .sorted()
                .limit(MOST_REFS)
                .map(DeviceRef::toString)
                .toList();
    }

    private static boolean contains(RefPart part, long time) {
        return (part.getValidFrom() == null || part.getValidFrom() <= time)
                && (part.getValidTo() == null || time < part.getValidTo());
    }

    /** Cards with rows. */
    private static Stream<Card> cards(Collection<RefPart> parts) {
        return parts.stream()
                .map(RefPart::getCard)
                .filter(Objects::nonNull)
                .filter(card -> card.getRows() > 0);
    }

    private static @Nullable Instant firstObservedAt(Collection<RefPart> parts) {
        var first = cards(parts).mapToLong(Card::getFirstObservedAt).min();
        return first.isPresent() ? Instant.ofEpochMilli(first.getAsLong()) : null;
    }

    private static @Nullable Instant lastObservedAt(Collection<RefPart> parts) {
        var last = cards(parts).mapToLong(Card::getLastObservedAt).max();
        return last.isPresent() ? Instant.ofEpochMilli(last.getAsLong()) : null;
    }

    private static PushCounts pushes(Collection<RefPart> parts) {
        var last =
                cards(parts).map(Card::getLastPushAt).filter(Objects::nonNull).max(Long::compare);
        return new PushCounts(
                cards(parts).mapToLong(Card::getPushActions).sum(),
                cards(parts).mapToLong(Card::getFailedPushActions).sum(),
                last.map(Instant::ofEpochMilli).orElse(null));
    }

    private static DeviceState withTasks(DeviceState state, List<DeviceTask> tasks) {
        return new DeviceState(
                state.getDeviceKey(),
                state.getRefs(),
                state.getAccounts(),
                state.getFirstObservedAt(),
                state.getLastObservedAt(),
                tasks,
                state.getSms(),
                state.getPushActions());
    }
}

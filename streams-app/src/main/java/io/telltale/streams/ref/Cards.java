package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Provider;
import io.telltale.streams.record.AccountCard;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.SentObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds rows to the card of a ref: sums that do not depend on the order of the rows. */
final class Cards {

    /** Observations remembered as sent; a forgotten one is sent again and changes nothing. */
    private static final int MOST_OBSERVATIONS = 16;

    private Cards() {}

    /** The card before the first row. */
    static Card empty() {
        return new Card(
                0L,
                0L,
                Long.MIN_VALUE,
                0L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                List.of(),
                0L,
                0L,
                null,
                0L,
                List.of(),
                0L,
                0L);
    }

    /**
     * The card with one more row, not marked yet.
     *
     * @param push how the row changes the count of push actions; null for other families
     * @param isNewTask whether the row is the first of its task
     */
    static Card added(
            Card card, Event event, PushActions.@Nullable Change push, boolean isNewTask) {
        var observedAt = event.observedAt().toEpochMilli();
        var orderAt = OrderTime.of(event.occurredAt(), event.observedAt()).toEpochMilli();
        return new Card(
                card.getRows() + 1,
                card.getSmsRows() + (event instanceof Event.Sms ? 1 : 0),
                Math.max(card.getNewestAt(), orderAt),
                card.getUntimedRows() + (isTimed(event) ? 0 : 1),
                Math.min(card.getFirstObservedAt(), observedAt),
                Math.max(card.getLastObservedAt(), observedAt),
                withAccount(card.getAccounts(), event.provider(), event.account(), observedAt),
                card.getPushActions() + (push == null ? 0 : push.total()),
                card.getFailedPushActions() + (push == null ? 0 : push.failed()),
                push == null ? card.getLastPushAt() : latest(card.getLastPushAt(), orderAt),
                card.getTasks() + (isNewTask ? 1 : 0),
                card.getObservations(),
                0L,
                card.getChangedAt());
    }

    /** Whether a row lies at the provider's time. */
    static boolean isTimed(Event event) {
        return event.occurredAt() != null
                && OrderTime.of(event.occurredAt(), event.observedAt()).equals(event.occurredAt());
    }

    private static Long latest(@Nullable Long one, long other) {
        return one == null ? other : Math.max(one, other);
    }

    private static List<AccountCard> withAccount(
            List<AccountCard> accounts,
            Provider provider,
            @Nullable String account,
            long observedAt) {
        var all = new ArrayList<AccountCard>(accounts.size() + 1);
        var place = 0;
        AccountCard known = null;
        for (var each : accounts) {
            if (isOf(each, provider, account)) {
                known = each;
            } else {
                all.add(each);
                place += comesBefore(each, provider, account) ? 1 : 0;
            }
        }
        all.add(
                place,
                new AccountCard(
                        provider,
                        account,
                        known == null
                                ? observedAt
                                : Math.min(known.getFirstObservedAt(), observedAt),
                        known == null
                                ? observedAt
                                : Math.max(known.getLastObservedAt(), observedAt)));
        return all;
    }

    private static boolean isOf(AccountCard card, Provider provider, @Nullable String account) {
        return card.getProvider() == provider && Objects.equals(card.getAccount(), account);
    }

    private static boolean comesBefore(
            AccountCard card, Provider provider, @Nullable String account) {
        var order = card.getProvider().compareTo(provider);
        if (order != 0) {
            return order < 0;
        }
        var other = card.getAccount();
        return other == null || (account != null && other.compareTo(account) < 0);
    }

    /**
     * Whether the day's earliest place of a named ref and holder is known to be this or earlier.
     */
    static boolean isSent(Card card, SentObservation observation) {
        for (var sent : card.getObservations()) {
            if (isOfSameDay(sent, observation)) {
                return sent.getOrderAt() < observation.getOrderAt()
                        || (sent.getOrderAt() == observation.getOrderAt()
                                && sent.getEventId().compareTo(observation.getEventId()) <= 0);
            }
        }
        return false;
    }

    /** The card that remembers one more observation as sent. */
    static Card sent(Card card, SentObservation observation) {
        var all = new ArrayList<SentObservation>(card.getObservations().size() + 1);
        for (var sent : card.getObservations()) {
            if (!isOfSameDay(sent, observation)) {
                all.add(sent);
            }
        }
        all.add(observation);
        var kept = all.subList(Math.max(0, all.size() - MOST_OBSERVATIONS), all.size());
        return with(card, List.copyOf(kept), card.getMark(), card.getChangedAt());
    }

    private static boolean isOfSameDay(SentObservation one, SentObservation other) {
        return one.getDay() == other.getDay()
                && one.getNamed().equals(other.getNamed())
                && one.getHolder().equals(other.getHolder());
    }

    /** The card changed at a time, with its mark. */
    static Card changed(Card card, long mark, long at) {
        return with(card, card.getObservations(), mark, Math.max(card.getChangedAt(), at));
    }

    /** The card as its device sees it. */
    static Card withoutObservations(Card card) {
        return with(card, List.of(), 0L, card.getChangedAt());
    }

    private static Card with(
            Card card, List<SentObservation> observations, long mark, long changedAt) {
        return new Card(
                card.getRows(),
                card.getSmsRows(),
                card.getNewestAt(),
                card.getUntimedRows(),
                card.getFirstObservedAt(),
                card.getLastObservedAt(),
                card.getAccounts(),
                card.getPushActions(),
                card.getFailedPushActions(),
                card.getLastPushAt(),
                card.getTasks(),
                observations,
                mark,
                changedAt);
    }
}

package io.telltale.streams.device;

import io.telltale.schemas.record.AccountSeen;
import io.telltale.streams.record.AccountCard;
import io.telltale.streams.record.Card;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Merges the accounts that reported refs of a device, each once. */
final class DeviceAccounts {

    private static final Comparator<AccountCard> BY_ACCOUNT =
            Comparator.comparing(AccountCard::getProvider)
                    .thenComparing(
                            AccountCard::getAccount,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private DeviceAccounts() {}

    /** The accounts in some cards, by provider and account. */
    static List<AccountSeen> of(Collection<Card> cards) {
        var accounts = new TreeMap<AccountCard, AccountCard>(BY_ACCOUNT);
        for (var card : cards) {
            card.getAccounts()
                    .forEach(account -> accounts.merge(account, account, DeviceAccounts::merged));
        }
        var seen = new ArrayList<AccountSeen>();
        for (var account : accounts.values()) {
            seen.add(
                    new AccountSeen(
                            account.getProvider(),
                            account.getAccount(),
                            Instant.ofEpochMilli(account.getFirstObservedAt()),
                            Instant.ofEpochMilli(account.getLastObservedAt())));
        }
        return seen;
    }

    private static AccountCard merged(AccountCard one, AccountCard other) {
        return new AccountCard(
                one.getProvider(),
                one.getAccount(),
                Math.min(one.getFirstObservedAt(), other.getFirstObservedAt()),
                Math.max(one.getLastObservedAt(), other.getLastObservedAt()));
    }
}

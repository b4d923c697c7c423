package io.telltale.streams.fold;

import io.telltale.schemas.record.AccountSeen;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Accounts that told of a device, each once. */
final class Accounts {

    private static final Comparator<AccountSeen> ORDER =
            Comparator.comparing(AccountSeen::getProvider)
                    .thenComparing(
                            AccountSeen::getAccount,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private Accounts() {}

    /** Both lists as one, by provider and account. */
    static List<AccountSeen> merged(List<AccountSeen> some, List<AccountSeen> others) {
        var all = new TreeMap<AccountSeen, AccountSeen>(ORDER);
        some.forEach(account -> all.merge(account, account, Accounts::merged));
        others.forEach(account -> all.merge(account, account, Accounts::merged));
        return List.copyOf(all.values());
    }

    private static AccountSeen merged(AccountSeen one, AccountSeen other) {
        return AccountSeen.newBuilder(one)
                .setFirstObservedAt(
                        Times.earlier(one.getFirstObservedAt(), other.getFirstObservedAt()))
                .setLastObservedAt(Times.later(one.getLastObservedAt(), other.getLastObservedAt()))
                .build();
    }
}

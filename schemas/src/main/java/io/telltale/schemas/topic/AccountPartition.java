package io.telltale.schemas.topic;

import io.telltale.schemas.record.Provider;
import java.util.Locale;

/**
 * The partition of everything a poller keeps of one provider account: tasks and checkpoints of an
 * account lie together, so one instance owns an account whole.
 */
public final class AccountPartition {

    private AccountPartition() {}

    /** murmur2 of {@code provider.account}, modulo the number of partitions. */
    public static int of(Provider provider, String account, int partitions) {
        return KeyPartition.of(nameOf(provider, account), partitions);
    }

    /** {@code provider.account}, the key of what is kept once for an account. */
    public static String nameOf(Provider provider, String account) {
        return provider.name().toLowerCase(Locale.ROOT) + "." + account;
    }
}
